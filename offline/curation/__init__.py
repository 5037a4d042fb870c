"""Curates a folder of pictures: a tool finds what does not belong into the bank, a person has the last word.

settings        every threshold, with its reason
finding         what can be wrong with a picture, and where the method comes from
folder          which files are pictures
reading         a file of any kind to 8-bit sRGB with alpha, or the reason why not
foreground      what of a picture is the object
shapes          areas that may be letters or signs: ``writing``, ``ocr`` and ``currency`` look at them
logos           logos that are given
looks           sharpness, noise and clutter
examine         all findings and measurements of one picture: an ``examination``
looking         many pictures in many processes; ``examined_store`` keeps what was found
duplicates      pictures that show the same, by ``fingerprint``
decisions       the table in which the person decides
report_page     the findings, to look at
statistics      the bank in numbers; ``plots`` draws them
applying        accepted pictures on white, with padding
command         all of it in order
spoiling        faults made on purpose, to measure the findings by
"""
