"""Curates a folder of pictures: a tool finds what does not belong into the bank, a person has the last word.

settings       every threshold, with its reason
finding        what can be wrong with a picture, and where the method comes from
folder         which files are pictures
reading        a file of any kind to 8-bit sRGB with alpha, or the reason why not
examine        all findings and measurements of one picture
duplicates     pictures that show the same
decisions      the table in which the person decides
report_page    the findings, to look at
statistics     the bank in numbers
applying       accepted pictures on white, with padding
command        all of it in order
"""
