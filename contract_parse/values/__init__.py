"""Pure readers: text in, values out. They find nothing on a page and know nothing of contracts' structure.

All of them take folded strings without white space (``Text.view.s``, see :func:`contract_parse.model.text.fold`);
unfolded input is folded on the way in, one character for one, so offsets always belong to the string given.
"""
