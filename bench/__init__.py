"""What the product costs, as ratios within one run; see README.md."""
