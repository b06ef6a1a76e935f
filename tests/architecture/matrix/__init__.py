"""The permission matrix: who gets what answer at every address, and who may read what. The answers are written by hand.

``answers_*.txt`` hold a row for each address, object and method; ``may_see.toml`` says of every text field who may
read it. The rest is machinery: ``columns`` (the people), ``table`` (reading the rows), ``seed`` (objects of both desks
with a canary in every text field), ``objects`` (what stands for an id in an address), ``canaries`` (what leaked).
"""
