"""The figures of the pages: numbers and words in, SVG out, without Django, a clock or a file.

Geometry is in attributes and colour comes from classes, so that every figure works under a policy that
forbids inline styles, prints without background graphics, and says the same in its label.
"""
