"""Korean and English behind one seam: sentences, words, lemmas, particles, numerals."""
