"""From records to instruments, relations and chains.

In the order data walks: ``identity`` (keys, addresses), ``mentions``, ``clusters``, ``resolving``,
``instruments``, ``series``, ``build`` (all of it), ``chain`` (who carries out what).
"""
