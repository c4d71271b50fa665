"""Rule cards: a static site, one plain page a rule, that a lawyer can approve without reading YAML."""
