"""Renders the demo kit's image bank: soft 3D objects on transparent ground, with captions.

objects        what each picture shows and the words that find it
modelling      the kit the objects are built with
rendering      studio light, camera and the two renders of a picture
composing      object and shadow to one transparent picture
manifest       the line that describes a picture to the brand kit
"""
