"""Reading with arithmetic: misreadings of a scan mended, or doubted, by what ties the contract's values together.

A value is changed only where it was read from an image, a comparison breaks, exactly one near reading makes every
comparison hold that it takes part in, and the recogniser's own probabilities speak for it. Where several readings would
do, or the one that would was not offered by the recogniser, the conflict is a doubt that names them. Where none would,
it is the contract's own.
"""
