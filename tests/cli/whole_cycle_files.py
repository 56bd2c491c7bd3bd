"""What the people of the story write into files with their editors."""

LAST_YEAR = (
    '{"id": "1", "org": "Ladder & Kettle", "source": "the kitchen wall", "cycle": "2025-Q4", '
    '"team": "Workshop", "objective": "Nothing waits longer than a fortnight", "key_results": '
    '[{"text": "Days in the workshop fall from 17 to 12", "baseline": 17, "target": 12, '
    '"current": 13, "score": 0.8}, {"text": "A second drying room", "score": 0}]}\n'
)

TEAM = """\
---
name: Workshop
parent: company
lead: greta-moyo
members: [greta-moyo, kofi-bergstrom]
cadence: weekly
health:
  - {id: accidents, title: Accidents that needed the first-aid box, keep: {max: 1}}
---
Nine repairers and a kettle.
"""

SOUND_THINGS = """\
---
title: What people borrow simply works
owner: amara-lindqvist
type: committed
values: [mend-first]
stands_alone: The house has no objective above this one
key_results:
  - id: broken-loans
    title: Loans with a thing that did not work fall from 6.4 % to 5.6 %
    baseline: 6.4
    target: 5.6
    unit: "%"
    indicator: lagging
  - id: mended
    title: Broken things that are mended and not scrapped rise from 50 % to 55 %
    baseline: 50
    target: 55
    unit: "%"
    indicator: leading
---
Somebody who carries a broken drill home and back has lent us an hour and some faith.
"""

EARLY = """\
---
title: We hear early when somebody is struggling
owner: saoirse-tanaka
type: aspirational
values: [leave-room]
tags: [well-being]
stands_alone: It carries all the others
key_results:
  - id: answers
    title: Colleagues who answer the question of the month rise from 30 % to 50 %
    baseline: 30
    target: 50
    unit: "%"
    indicator: leading
  - id: concerns
    title: Concerns that get an answer within a week rise from 20 % to 40 %
    baseline: 20
    target: 40
    unit: "%"
    indicator: lagging
---
How was the month, from one to five, and what would have made it better? One card, no name needed.
"""

EMPTY_SHELF = """\
---
title: Broken things are back on the shelf before anybody misses them
owner: greta-moyo
type: committed
values: [mend-first]
supports: company/sound-things#mended
key_results:
  - id: waiting
    title: Things waiting for repair fall from 260 to 120
    baseline: 260
    target: 120
    unit: things
    indicator: leading
  - id: days
    title: Days a thing spends in the workshop fall from 13 to 9
    baseline: 13
    target: 9
    unit: days
    indicator: lagging
  - id: guides
    title: Write three repair guides
    target: 3
initiatives:
  - {title: A triage table at the door, for: waiting, status: doing, owner: kofi-bergstrom}
---
A shelf full of broken things is the saddest furniture we own.
"""
GUIDES_AS_WORK = "    title: Write three repair guides\n    target: 3\n"
GUIDES_AS_RESULT = """\
    title: Anybody in the house can mend what breaks most often
    steps:
      - {id: drill, title: Somebody new has mended a drill with the guide}
      - {id: sewing, title: … a sewing machine}
      - {id: tent, title: … a tent}
"""

BY_HAND = """\
---
author: greta-moyo
key_results:
  empty-shelf#waiting: {value: 236, confidence: 5, note: Frost broke the hinges of forty lockers}
  empty-shelf#days: {value: 11.5, confidence: 6}
  empty-shelf#guides: {done: [drill], confidence: 7}
health: {accidents: 0}
blockers: [Hinges take a fortnight to come]
---
"""

MID_CYCLE = """\
---
date: 2026-02-06
key_results:
  empty-shelf#waiting:
    decision: adjust
    why: Forty broken lockers came on top. Nine people can bring the pile to 150
  empty-shelf#days: {decision: keep}
  empty-shelf#guides: {decision: keep, why: The first one is used every day}
external_factors: [The coldest January in ten years]
tactics: [Hinges are kept in the drawer from now on]
---
Nobody was to blame for the frost. We could have asked for the new target a week earlier.
"""

COMPANY_MID_CYCLE = """\
---
date: 2026-02-06
key_results:
  sound-things#broken-loans: {decision: keep}
  sound-things#mended: {decision: keep}
tactics: [The lockers that froze are opened first]
---
"""

RETROSPECTIVE = """\
---
date: 2026-04-02
grades:
  empty-shelf#waiting: {why: The frost took three weeks in which hardly anything was mended}
  empty-shelf#days: {note: For the first time under ten}
  empty-shelf#guides: {why: Nobody had time to draw the tent}
carry:
  empty-shelf#waiting: keep
  empty-shelf#days: modify
  empty-shelf#guides: abandon
drivers: [The triage table]
obstacles: [Frost, and hinges that came by post]
wins: [A thing is now mended in nine days]
lessons:
  - {text: Keep in the drawer what breaks most, tags: [buying]}
---
Three guides were one too many. Two of them are read every day.
"""

COMPANY_RETROSPECTIVE = """\
---
date: 2026-04-02
carry: {sound-things#broken-loans: modify, sound-things#mended: modify}
drivers: [A look at each thing before it goes back on the shelf]
lessons: [Ask for a new target in the week in which the old one is lost]
---
"""

_FIRST = """\
unit,date,key_result,value,confidence,note
company,2026-01-09,sound-things#broken-loans,6.4,6,
company,2026-01-09,sound-things#mended,50,7,
backstage,2026-01-09,early#answers,31,6,
backstage,2026-01-09,early#concerns,22,5,
company,2026-01-23,sound-things#broken-loans,6.3,6,
company,2026-01-23,sound-things#mended,51,7,
backstage,2026-01-23,early#answers,33,6,Cards lie beside the kettle now
backstage,2026-01-23,early#concerns,24,6,
"""
_SECOND = """\
company,2026-02-06,sound-things#broken-loans,6.2,6,
company,2026-02-06,sound-things#mended,52,7,
backstage,2026-02-06,early#answers,36,6,
backstage,2026-02-06,early#concerns,26,6,
company,2026-02-17,sound-things#broken-loans,6.0,6,
company,2026-02-17,sound-things#mended,53,8,
backstage,2026-02-17,early#answers,38,7,
backstage,2026-02-17,early#concerns,29,6,
"""
_THIRD = """\
company,2026-03-06,sound-things#broken-loans,5.8,7,
company,2026-03-06,sound-things#mended,54,8,
backstage,2026-03-06,early#answers,41,7,
backstage,2026-03-06,early#concerns,31,6,
company,2026-03-20,sound-things#broken-loans,5.7,8,
company,2026-03-20,sound-things#mended,55,9,
backstage,2026-03-20,early#answers,43,7,
backstage,2026-03-20,early#concerns,34,6,
company,2026-03-31,sound-things#broken-loans,5.6,9,
company,2026-03-31,sound-things#mended,55,10,
backstage,2026-03-31,early#answers,44,7,
backstage,2026-03-31,early#concerns,35,6,
"""
READINGS = (_FIRST, _FIRST + _SECOND, _FIRST + _SECOND + _THIRD)
"""The table that Saoirse keeps, which grows."""

NEXT_SHELF = """\
---
title: The repair shelf is empty before summer
owner: greta-moyo
type: committed
values: [mend-first]
supports: [company/sound-things#mended]
key_results:
  - id: waiting
    title: Things waiting for repair fall from 190 to 80
    baseline: 190
    target: 80
    unit: things
    indicator: leading
  - id: days
    title: Days a thing spends in the workshop fall from 9 to 6
    baseline: 9
    target: 6
    unit: days
    indicator: lagging
initiatives:
  - {title: A drawer with whatever breaks most, for: days, status: planned, owner: kofi-bergstrom}
---
A shelf full of broken things is the saddest furniture we own.
"""

NEXT_SOUND_THINGS = """\
---
title: What people borrow simply works
owner: amara-lindqvist
type: committed
values: [mend-first]
stands_alone: The house has no objective above this one
key_results:
  - id: broken-loans
    title: Loans with a thing that did not work fall from 5.6 % to 4 %
    baseline: 5.6
    target: 4
    unit: "%"
    indicator: lagging
  - id: mended
    title: Broken things that are mended and not scrapped rise from 55 % to 62 %
    baseline: 55
    target: 62
    unit: "%"
    indicator: leading
---
Somebody who carries a broken drill home and back has lent us an hour and some faith.
"""

NEXT_EARLY = """\
---
title: We hear early when somebody is struggling
owner: saoirse-tanaka
type: aspirational
values: [leave-room, learn-aloud]
tags: [well-being]
stands_alone: It carries all the others
key_results:
  - id: answers
    title: Colleagues who answer the question of the month rise from 44 % to 75 %
    baseline: 44
    target: 75
    unit: "%"
    indicator: leading
  - id: concerns
    title: Concerns that get an answer within a week rise from 35 % to 80 %
    baseline: 35
    target: 80
    unit: "%"
    indicator: lagging
---
How was the month, from one to five, and what would have made it better? One card, no name needed.
"""
