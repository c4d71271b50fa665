// Words of a page that lie over others, beyond the screen, or in a box that cuts them off.
() => {
  const found = [], boxes = [];
  const width = document.documentElement.clientWidth;
  const apart = ".vh, .skip, title, desc"; // what is only read out
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement, head = element.closest("thead");
    if (!node.data.trim() || element.closest(apart)) continue;
    if (head && getComputedStyle(head).position === "absolute") continue; // the heads of narrow tables
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      if (box.left < -1 || box.right > width + 1) found.push("beyond the screen: " + node.data);
      boxes.push({ left: box.left, right: box.right, top: box.top, bottom: box.bottom, text: node.data });
    }
  }
  boxes.sort((one, other) => one.top - other.top);
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1)) {
      if (other.top >= one.bottom - 4) break;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 2 && down > 5) found.push(`over each other: ${one.text} | ${other.text}`);
    }
  });
  for (const element of document.querySelectorAll("main *")) {
    if (getComputedStyle(element).overflow === "visible" || element.closest(`svg, thead, ${apart}`)) continue;
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) {
      found.push("cut off: " + element.textContent);
    }
  }
  return found.map((text) => text.slice(0, 120));
}
