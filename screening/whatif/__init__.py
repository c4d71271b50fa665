"""What if: one case with some answers, another day or another circuit, and what then comes out differently."""
