"""Oakfield High: a made-up school, with the people and places of the demo."""

from __future__ import annotations

from sro_ops.store.sites import Site

SITE = Site("OHS", "Oakfield High", "America/Chicago")

OFFICER = ("Dana Reyes", "407")
"""The officer at the desk: name and badge."""

SECOND = ("Chidi Okafor", "412")
"""The second officer, who is there in the mornings."""

THIRD = ("Lena Brandt", "418")
"""The officer of the evenings, when there is a game."""

DESKS = ("Front office", "Gym lobby")
"""The other desks of the school."""

PLACES = """code,name,kind,building
GYM,Gym,room,Main
GYML,Gym lobby,room,Main
CAFE,Cafeteria,room,Main
FRONT,Front office,room,Main
LIB,Library,room,Main
BAND,Band room,room,Main
H1,Hall 1,hall,Main
H2,Hall 2,hall,Main
STC,Stairwell C,stair,Main
LOTA,Lot A,lot,Grounds
LOTB,Lot B,lot,Grounds
BUS,Bus lane,lot,Grounds
RACK,Bike rack,lot,Grounds
STAD,Stadium,field,Grounds
DOCK,Loading dock,room,Main
D2,Door 2,door,Main
D4,Door 4,door,Main
D7,Door 7,door,Main
BOYS2,Boys 2,room,Main
"""

BELLS = """period,start,end
1,07:45,08:35
2,08:40,09:30
3,09:35,10:25
4,10:30,11:20
Lunch,11:20,12:00
5,12:05,12:55
6,13:00,13:50
7,13:55,14:45
"""

EMERGENCY = """# Oakfield High does not exist, and its numbers are nobody's.
address = "1200 West Oak Street, Oakfield, WI 53099"
script = [
    "This is the school resource officer at {school}.",
    "What happened, where in the building, how many are hurt.",
    "Who did it, and where they went. What they carry.",
    "Come to door 1. Somebody will meet you there. Stay on the line.",
]

[doors]
1 = "main entrance, Oak Street"
2 = "cafeteria, bus lane"
4 = "gym, lot A"
7 = "loading dock, lot B"

[phones]
"911" = "police, fire, ambulance"
"Dispatch, not urgent" = "555-0100"
"Principal" = "555-0111"
"District" = "555-0120"

[radio]
"Channel 1" = "office"
"Channel 3" = "emergency, everybody"

[calls]
Evacuate = "Leave your things. To the stadium, away from the building."
"""

SETTINGS = """# The demo's own settings; thrown away with it.
store = "sqlite:///store.db"

[site]
code = "OHS"
name = "Oakfield High"
timezone = "America/Chicago"
places = "places.csv"

[access]
sign_on = "os_user"

[console]
bells = "bells.csv"
emergency = "emergency.toml"

[verbs]
p = "patrol"
d = "door"
"""
