"""What is typed at Oakfield High: the day in front, told in full, and what a year brings.

Everybody in it is made up. In a line ``{a|b}`` is one of the two, as chance has it.
"""

from __future__ import annotations

from dataclasses import dataclass

ARRIVAL = (
    ("06:48", "Outer doors checked, {dry and clear|light rain|low fog}"),
    ("07:02", "Lots filling, {light traffic|cars back to the road}"),
    ("07:17", "@bus lane first bus in"),
    ("07:31", "@bus lane clear, 14 buses in"),
    ("07:43", "@front {six|nine|four} late with passes, bus 12 was held up"),
)

LESSONS = (
    ("08:12", "@front contractor signed in for the boiler, badge V12"),
    ("08:50", "@h2 fire door alarm reset after the test #alarm"),
    ("09:41", "talk with J Ruiz 15m vaping, counselor told"),
    ("10:05", "@stc escorted a student to the nurse"),
    ("10:38", "@lib quiet, two without a pass sent to study hall"),
    ("12:20", "@lotb gray van idling, driver waits for 6th hour pickup"),
    ("13:07", "@boys2 mirror kicked, work order in, $150"),
    ("13:30", "@rack bike gone, black frame, lock cut, $400 #theft"),
    ("13:52", "@front camera footage of the rack asked for, 12:30 to 13:25"),
    ("14:21", "@front parent meeting, calm, signed out after half an hour"),
)

LUNCH = (
    ("11:28", "@cafe lunch duty, loud but good"),
    ("11:42", "@cafe shoving in the line with Marcus T and Eli R, none hurt, to AP Lind #fight"),
    ("11:51", "@cafe spill by the trays, custodian there"),
)

DISMISSAL = (
    ("14:47", "@lota crosswalk, one driver spoken to about the phone"),
    ("14:52", "@bus last bus out"),
    ("15:20", "@lib lights left on, told the custodian"),
    ("15:44", "@dock gate closed, key box counted, 22 of 22"),
)

GAMES = {
    "football": (
        ("17:05", "@stad gates checked for tonight, radios out to six posts"),
        ("17:48", "@stad gates open, about forty in the line"),
        ("18:20", "@lota full, cars sent on to lot B"),
        ("18:58", "@stad one at the gate had been drinking, sent home with his brother"),
        ("19:02", "@stad kickoff, home stands near full"),
        ("19:26", "@stad lost child of six, back with her mother in four minutes"),
        ("19:55", "@stad half time, two over the fence, sent round to pay"),
        ("20:31", "@lotb fender bumped, names exchanged"),
        ("21:08", "@stad final whistle, crowd leaving, calm"),
        ("21:27", "@lotb empty but for three cars"),
        ("21:36", "@stad gates locked, radios back, six of six"),
        ("21:44", "Building to the alarm"),
    ),
    "basketball": (
        ("17:20", "@gyml doors and bag table set up, radios out to four posts"),
        ("17:55", "@gyml doors open, about thirty in the line"),
        ("18:24", "@lota full, cars sent on to lot B"),
        ("18:33", "@gym tip-off, bleachers three quarters full"),
        ("18:57", "@gym two visiting students asked to sit down, they did"),
        ("19:21", "@gyml half time, found a {blue|gray} jacket, at the table"),
        ("19:40", "@h2 two students behind the rope, walked back"),
        ("20:12", "@gym final buzzer, crowd leaving, calm"),
        ("20:35", "@lotb empty but for two cars"),
        ("20:48", "@gyml doors locked, radios back, four of four"),
        ("20:55", "Building to the alarm"),
    ),
}
GAMES["soccer"] = GAMES["football"]
"""An evening's lines by what is played."""

DAY_IN_FRONT = (*ARRIVAL, *LESSONS, *LUNCH, *DISMISSAL)
"""What happens on the day that is looked at, besides the game: time and line."""

ROUTINE = (
    ("06:52", 0.8, "Outer doors checked, {dry|wind|rain|clear and cold}"),
    ("07:31", 0.9, "@bus lane clear, {13|14|15} buses in"),
    ("07:44", 0.5, "@front {two|five|eight} late with passes"),
    ("11:30", 0.8, "@cafe lunch duty, {loud but good|quiet|one table moved}"),
    ("14:52", 0.9, "@bus last bus out"),
    ("15:30", 0.6, "Doors {shut|shut, key box counted|shut, door 4 sticks}, alarm set"),
)
"""What is typed on most days: time, share of days, line."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happens now and then.

    Attributes:
        a_year: how often in a school year.
        hours: between which times.
        months: when it happens; empty for the whole year.
        text: the line.
    """

    a_year: int
    hours: tuple[str, str]
    text: str
    months: tuple[int, ...] = ()


_WARM, _COLD = (4, 5, 6, 9, 10), (12, 1, 2)

INCIDENTS = (
    Incident(9, ("10:30", "13:00"), "@cafe shoving with {Ana P and Mia K|Eli R and Ty W}, to AP"
             " Lind #fight", (9, 10, 4, 5)),
    Incident(28, ("08:00", "14:40"), "talk with {J Ruiz|D Novak|S Hill} {10m|15m} vaping, counselor"
             " told"),
    Incident(7, ("12:00", "15:00"), "@rack bike gone, {red|black|green} frame, lock cut,"
             " ${180|250|400} #theft", _WARM),
    Incident(12, ("09:00", "14:30"), "@boys2 {mirror kicked|marker on the wall|dispenser torn off},"
             " work order in, ${40|90|150}"),
    Incident(10, ("09:15", "13:45"), "Fire drill, building clear in {three|four|five} minutes"
             " #drill"),
    Incident(11, ("07:10", "15:10"), "@lot{a|b} fender bumped, names exchanged", (11, 12, 1, 2, 3)),
    Incident(22, ("08:00", "15:00"), "Found {phone|keys|calculator} @{lib|h1|gym}, at the office"),
    Incident(25, ("08:00", "15:00"), "@front walk-in without a badge, signed in"),
    Incident(30, ("08:00", "16:00"), "@front parent meeting, {calm|loud for a while, then calm}"),
    Incident(40, ("08:00", "14:40"), "@stc escorted a student to the {nurse|counselor|office}"),
    Incident(26, ("07:50", "11:00"), "@dock contractor signed in for the {boiler|roof|wiring},"
             " badge V{11|12|14}"),
    Incident(9, ("08:00", "15:00"), "@h2 fire door alarm, reset #alarm"),
    Incident(18, ("07:00", "15:00"), "@lot{a|b} car idling, driver {moved on|waits for pickup}"),
    Incident(8, ("06:55", "07:40"), "@lota ice by the crosswalk, salt asked for", _COLD),
    Incident(4, ("06:50", "07:30"), "Two hours' delay for snow, doors open 09:30", _COLD),
    Incident(3, ("09:00", "14:00"), "@stad dog on the field, owner called", (4, 5, 6, 9)),
    Incident(6, ("10:00", "14:40"), "@band instrument missing, found in the other room"),
    Incident(5, ("08:10", "14:40"), "Rumor on a phone, looked into with AP Lind, nothing to it"),
    Incident(2, ("09:00", "15:30"), "@lotb former student asked to leave, notice handed over"),
    Incident(4, ("09:30", "13:30"), "@h1 smell of gas, utility came, no leak, 25 minutes outside"),
)  # fmt: skip

GAME_NIGHTS = {"football": (4,), "basketball": (1, 4), "soccer": (3,)}
"""The weekdays of games at home, by sport; Monday is 0."""
