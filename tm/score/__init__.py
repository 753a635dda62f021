"""How near one text is to another: translations beside references, or beside their own earlier versions."""
