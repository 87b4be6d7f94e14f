# %% [markdown]
# # Exploring the data: which flights are late?
#
# A late arrival costs a traveller a connection and an airline about 100 $ a minute. **Which
# flights, known only by their schedule and the forecast, are at risk?** That is the business
# question, and this notebook asks it of the data before any model does.
#
# You will
#
# 1. see where the data comes from, what its columns mean, and what is left out on purpose;
# 2. judge how the numbers are spread (Gaussian or not) and how the categories divide, the rare
#    ones grouped;
# 3. map what is missing, find out why, and see what is done about it;
# 4. compare encodings of the categories, and decide about extreme delays;
# 5. measure what hangs together with being late: hour, weekday, month, airline, airport, weather;
# 6. see the trap of the weather hours that are written in UTC, and look at cancellations;
# 7. conclude what all that means for the features.
#
# Nothing is defined here: the functions are in `training/studies/exploration/`, tested like all
# others. No figure is typed in either: tables and headlines are computed when the notebook runs,
# and the readings below them say in words what they show.

# %%
import pandas as pd

from training.config import lake_folder
from training.lake import Lake
from training.sources.nyc import MEASURABLE_MM
from training.studies.exploration.categories import (
    categories_table,
    compare_encodings,
    encoding_picture,
    pies,
)
from training.studies.exploration.distributions import (
    delay_boxes,
    delay_tails,
    delays_by,
    histograms,
    judge,
    qq_plots,
)
from training.studies.exploration.explored_data import (
    WEATHER,
    as_written_in_utc,
    cleaning_table,
    columns_table,
    cost_table,
    explore,
    gap_maps,
    join_weather,
    percent,
    sources_table,
)
from training.studies.exploration.lateness import (
    EDGES,
    association,
    association_map,
    cancellation_days,
    in_classes,
    ranked_rates,
    rates,
)

pd.set_option("display.max_colwidth", None, "display.precision", 4)
data = explore(Lake(lake_folder()))
flights, weather = data.flights, data.weather
newest = flights[flights["year"] == flights["year"].max()]

# %% [markdown]
# ## The question in figures
#
# A flight is *late* when it arrives 15 or more minutes after its schedule, or never: the
# definition of the US Department of Transportation, with the flights that never arrive. What does
# it cost at 100 $ a minute?

# %%
late_arrivals = newest.loc[newest["arrival_delay_min"] >= 15, "arrival_delay_min"]
pd.Series(
    {
        "flights of the newest year": f"{len(newest):,}",
        "late": f"{newest['late'].mean():.1%}",
        "of these cancelled or diverted": f"{newest.loc[newest['late'], 'never'].mean():.1%}",
        "minutes late, a flight that arrives late": f"{late_arrivals.mean():.0f}",
        "that at 100 $ a minute": f"{100 * late_arrivals.mean():,.0f} $",
    }
).to_frame("")

# %% [markdown]
# **Reading.** About one flight in four is late, and a late one costs its airline thousands of
# dollars. A warning worth having must tell these from the rest days or hours ahead, when nothing
# but the schedule and the forecast is known.
#
# ## Where the data comes from
#
# Everything is read from the lake: trusted rows by table and month, with a manifest of where each
# came from. The two data packages hold all departures from New York's three airports in 2013 and
# in 2023, and the hourly weather there.

# %%
sources_table(data.manifest)

# %%
cleaning_table(data.manifest)

# %% [markdown]
# **Reading.** Each row can be traced to a version of a package and to the checksum of its files.
# Cleaning had next to nothing to do: hours of weather that appear twice, and a wind that no
# instrument could have read (it would have been a tornado many times over). Of the flights none
# was dropped.
#
# ## What this notebook does not look at
#
# The model is tested at last on the newest months. Whoever looks at them here would choose
# features by them, and the test would flatter. So `explore` leaves them out: not a single flight
# or hour of weather from the day below on is in any table or picture of this notebook.

# %%
pd.Series(
    {
        "not looked at, from": f"{data.first_test:%d %B %Y}",
        "last departure looked at": f"{flights['scheduled_departure'].max():%d %B %Y, %H:%M}",
        **{
            f"flights of {year}, {rows['month'].nunique()} months": f"{len(rows):,}"
            for year, rows in flights.groupby("year")
        },
    }
).to_frame("")

# %% [markdown]
# Where the two years are compared, only the months that both have are taken: winter is no trait
# of a year.
#
# ## Columns, types and units
#
# Units are in the names, as SI or near it; times are local to their airports.

# %%
columns_table("flights", flights)

# %%
columns_table("weather", weather)

# %% [markdown]
# **Reading.** Together over twenty columns: times, categories (airline, airports, tail and flight
# numbers), yes-or-no and numbers. The column *use* matters most: delays, air time, tail number
# and the flags are known **too late**. They explain lateness perfectly, and are worth nothing to
# somebody who asks before leaving for the airport. Flight numbers are names, although they look
# like numbers; they change hands between seasons and are not used. Distance is known, but the
# scheduled block time says the same and the timetable's slack besides.
#
# ## What became of the flights
#
# The arrival delay becomes one of six outcomes. That is what the model tells the chances of.

# %%
compared = data.shared_months
outcomes = compared.groupby("year")["outcome"].value_counts(normalize=True)
percent(outcomes.unstack("year").sort_index())

# %% [markdown]
# **Reading.** The years resemble each other up to an hour of delay, and differ beyond: in 2023
# more flights were two hours late, and more never arrived. The classes are unequal, so a model
# that always says "on time" is right most of the time and useless. Scores must look at the
# chances (log-loss), not at hits.
#
# ## How the numbers are spread
#
# ### Is anything Gaussian?
#
# With hundreds of thousands of rows a test of normality rejects *any* real column: its p-value
# tells the number of rows, not the shape. So the test (D'Agostino and Pearson) is asked of many
# small draws: from a Gaussian it rejects about 5 % of them. `kurtosis` is the excess (0 for a
# Gaussian); `tail` compares the far tail with the near one (1 for an exponential, below for
# lighter ones, above for heavier); `p_all` is the useless p-value of all rows.

# %%
of_flights = ["departure_delay_min", "arrival_delay_min", "air_time_min", "block_min"]
percent(judge(flights[of_flights]), "commonest", "rejected")

# %%
percent(judge(weather[list(WEATHER)]), "commonest", "rejected")

# %% [markdown]
# **Reading.** The last columns but one make the point: for the pressure all rows together give a
# p-value of practically nothing, although most small draws pass for a Gaussian; its shape is near
# enough for any use. Delays are far from it: strongly skewed and with tails heavier than an
# exponential's. Temperature, dew point and humidity are symmetric but flat, as mixtures of winter
# and summer, day and night are. Rain and visibility are one value most of the time (none, and as
# far as the instrument reports).

# %%
hours = weather.assign(year=weather["time"].dt.year)
hours = hours[hours["time"].dt.month.isin(compared["month"])]
histograms(pd.concat([compared, hours]), [*of_flights, *WEATHER])

# %% [markdown]
# **Reading.** The shapes of the years agree, which is what allows one to learn from 2013 for 2023.
# Two differences are of the instruments, not of the sky: the wind of 2023 comes in coarse steps
# (a comb of full and empty bins), and 2023 writes traces of rain where 2013 writes none, as will
# be seen below. Air time and block time have two humps: the rest of the country, and its west
# coast. The direction of the wind is a circle, of which no moment means anything, and its 0 is
# north but a calm as well: the model gets the wind as two components instead.
#
# The rain of 2023 was of parts of hours: as the package has it, the year sums to 275 to 328 mm, a
# third of what falls on New York. The source brings it to whole hours, rank by rank of the wet
# hours (`training/sources/nyc.py`). The years now agree, in mm and in the share of wet hours:

# %%
rain = weather.assign(year=weather["time"].dt.year, wet=weather["precipitation_mm"] > MEASURABLE_MM)
rain = rain.groupby(["airport", "year"]).agg(mm=("precipitation_mm", "sum"), wet=("wet", "mean"))
rain.unstack().round({("mm", 2013): 0, ("mm", 2023): 0, ("wet", 2013): 3, ("wet", 2023): 3})

# %%
qq_plots(pd.concat([compared, hours])[[*of_flights, *WEATHER]])

# %% [markdown]
# **Reading.** A Gaussian would follow the line. The pressure does. The delays lie low and flat on
# the left (nobody leaves hours early) and shoot up on the right; humidity and visibility bend
# where their scales end. Methods that assume Gaussian inputs or errors would be misled here;
# trees, which only ask whether a value is above a threshold, are not.
#
# ### The tail of the delays

# %%
delay_tails(compared)

# %% [markdown]
# **Reading.** On a logarithmic scale a Gaussian bends down ever faster; the delays run on in
# something near a straight line for hours, then flatten: the few flights that waited overnight for
# a crew or an aircraft. The tail of 2023 is far longer than that of 2013. A mean delay would be
# ruled by these few, so the model predicts outcomes and quantiles, never a mean.
#
# ## Categories and their shares

# %%
categories_table(newest, ["carrier", "origin", "destination", "flight_number", "tail_number"])

# %% [markdown]
# **Reading.** Three kinds of category: few and large (origins), some large and some rare
# (airlines), and many small ones (destinations, of which nearly all are under 3 %: grouped, most
# flights would go to "others"). Flight and tail numbers are too many to learn anything from.

# %%
pies(newest["carrier"], "airlines of the newest year")

# %% [markdown]
# **Reading.** Before, half of the airlines are slivers that no pie can show; after, they are one
# slice of modest size. The picture is better. Is the model? The rule gives up what is known of
# each small airline, and these are not alike (see the airlines below). The ablation study, on the
# months April to September, says what it costs: the rise of the log-loss with its 95 % interval.

# %%
cost_table(["rare airlines as one"])

# %%
percent(compared.groupby("year")["carrier"].value_counts(normalize=True).unstack("year"))

# %% [markdown]
# **Reading.** Grouping is level within noise, whatever is known of the weather. Trees do not need
# it: their leaves hold thousands of flights, so nothing is made of a handful. **So rare airlines
# stay apart.** The second table warns of something else: ten years change an airline's
# share beyond recognition, several are gone (blank), some are new. What 2013 teaches of an airline
# must be taken with care, and an unknown one must be answered too.
#
# ## What is missing

# %%
departure, hour = flights["scheduled_departure"].dt, weather["time"].dt
at = weather["airport"] + hour.strftime("\n%Y")
missing, unread = flights.drop(columns="block_min").isna(), weather.isna()
gap_maps(
    {
        "flights, by year and month": missing.groupby(departure.strftime("%Y\n%m")).mean().T,
        "weather, by year and month": unread.groupby(hour.strftime("%Y\n%m")).mean().T,
        "weather, by airport and year": unread.groupby(at).mean().T,
    }
)

# %% [markdown]
# **Reading.** What happened to a flight is missing together, and more in stormy months: these are
# the flights that never flew. Of the weather, the pressure is missing in 2013 alone, the wind in
# 2023 from spring on, at all three airports alike. No airport is without weather. Are these gaps
# chance?

# %%
gaps = ["arrival_delay_min", "departure_delay_min", "tail_number"]
percent(missing[gaps].groupby([flights["cancelled"], flights["diverted"]]).mean())

# %%
wind_before = weather.sort_values("time").groupby("airport")["wind_speed_kmh"].shift()
conditions = {
    ("pressure_hpa", "rain in the hour"): weather["precipitation_mm"] > 0,
    ("wind_direction_deg", "light wind, under 10 km/h"): weather["wind_speed_kmh"].between(1, 10),
    ("wind_speed_kmh", "wind over 20 km/h the hour before"): wind_before > 20,
}
shares = {
    (name, where): unread[name]
    .groupby([hour.year.rename("year"), holds.rename("is it so?")])
    .mean()
    for (name, where), holds in conditions.items()
}
percent(pd.DataFrame(shares).T.rename_axis(index=["missing", "where"]))

# %%
joined = join_weather(flights, weather)
late = {
    name: joined.groupby(["year", joined[name].isna().rename("missing")])["late"]
    for name in ["pressure_hpa", "wind_speed_kmh"]
}
agreed = {name: groups.agg(flights="size", late="mean") for name, groups in late.items()}
percent(pd.concat(agreed, names=["column"]), "late")

# %% [markdown]
# **Reading.** None of it is chance: were it so, the shares would be alike where the condition
# holds and where it does not.
#
# - A cancelled or diverted flight has no arrival delay, by nature. Dropping those rows would drop
#   the worst outcome: **they become a class of their own.**
# - The tail number is missing for cancelled flights alone: nobody assigned an aircraft. As a
#   feature, "is it missing?" would give the answer away.
# - The pressure of 2013 is missing above all in rain, probably because the extra reports that
#   stations send in changing weather leave it out. So flights *without* a pressure are late far
#   more often. The same holds, weaker, of the wind of 2023, which is missing after blustery hours.
#   In 2013 the direction is missing in light winds, which come from nowhere in particular.
#
# A gap that goes with bad weather must not be filled with fair weather. Trees take a missing value
# as it is, and learn on which side it belongs. And since in practice a forecast lacks fields, or no
# weather is sent at all, training hides weather at random (`training/dataset/masking.py`), so that
# a gap is nothing new to the model. What would the usual treatment cost?

# %%
cost_table(["gaps filled with medians"])

# %% [markdown]
# **Reading.** Filling with medians gains nothing. With a forecast and without weather it costs
# more than the noise of days, though not more than that of months. **So nothing is filled.**
#
# ## Encodings
#
# Airline and destination are names. Five ways to make numbers of them, with two kinds of model on
# the same flights: trained on the schedule alone before, tested on the last third of the newest
# year's months seen here. "Shares late" are target means: how often a code was late, and for a
# flight that is fitted on, how often others of its code were. The measure is the AUC among the
# flights of one day: of two flights, one late and one not, how often the late one was given the
# higher chance. `gain` is on the first encoding, with a 95 % interval over days.

# %%
encodings = compare_encodings(flights)
encodings.round(4)

# %%
encoding_picture(encodings)

# %% [markdown]
# **Reading.** It depends on the model. To the linear one, codes in the order of the alphabet are
# nonsense, as are frequencies; it needs the shares late, or one column for each code. With them it
# ranks the flights of a day nearly as well as trees do: on the schedule alone there is little to
# combine. The trees split anything: no difference between their encodings is sure, and codes do as
# well as one-hot with a fraction of the inputs. The released model refines the shares to
# *histories*: how much more often than others of its month a code was late, in the newest year, for
# a flight that is fitted on from *other* months. The ablation study, on all features and six test
# months, is finer:

# %%
cost_table(["without airline", "without histories of airline and route"])

# %% [markdown]
# **Reading.** Without the airline's code, or without the histories, the log-loss is level within
# the noise of months: each tells much of what the other does. **What is used**, in
# `function/pushback/features.py`: airline and origin as codes, taken as numbers; the histories of
# airline (at its origin) and route; the destination only through the route's history and block
# time. Histories carry over to years in which the codes mean something else, and an unknown code is
# a missing value, which the trees know. Codes also survive the export to ONNX; native categories
# are converted wrongly there, without a word, and one-hot with its rare codes grouped fails on an
# unknown one.
#
# ## Extreme delays

# %%
delay_boxes(newest)

# %%
percent(delays_by(newest, "carrier"), "beyond", "minutes")

# %% [markdown]
# **Reading.** The median flight of almost every airline is early: timetables have slack. Boxes
# overlap widely, so the airline alone tells little of a single flight. Beyond the upper whisker
# (`beyond`) lies about one arrival in ten, and these few have most of all the `minutes` late.
#
# What to do with them? They are no errors: nights spent waiting for a crew are real, and they are
# what a traveller fears most. To drop them, as a box plot tempts one to, would drop the question.
# To let them rule a mean would be as bad. The outcomes settle it: whatever is two hours late or
# more is one class, and a flight that is a day late weighs as much as one that is two hours late.
# Among the *inputs*, extremes (a gale, a cloudburst) are rare but telling. What would clipping
# them at the outer half per cent on each side cost?

# %%
cost_table(["extremes clipped"])

# %% [markdown]
# **Reading.** Level within the noise of months. Trees see the order of values only, so an extreme
# cannot pull them. **So nothing is clipped.**
#
# ## What hangs together
#
# Pearson's correlation knows neither categories nor humps. The measure here is phi-k: from 0 to 1,
# for numbers and categories alike, without a sign, on a drawn sample of flights with the weather
# at their departure; numbers are cut into tenths.

# %%
before = ["carrier", "origin", "destination", "month", "weekday"]
numbers = ["hour", "block_min", "distance_km", *WEATHER]
after = ["departure_delay_min", "arrival_delay_min"]
related = association(joined[[*before, *numbers, *after, "late", "never"]], [*numbers, *after])
association_map(related, known=[*before, *numbers])

# %% [markdown]
# **Reading.**
#
# - The lower right corner is the trap: the departure delay hangs together with being late more
#   than anything known beforehand, and is not. (The blank: a flight that never arrives has no
#   arrival delay.)
# - Of what is known before, the hour leads, then the weather and the month; airline and
#   destination follow; origin and weekday say little by themselves. No single one is strong:
#   lateness is many weak causes together, which is what boosted trees are for.
# - Distance, block time and destination are nearly the same thing: one of them will do. Airline
#   and destination go together (hubs), so the effect of one passes for that of the other.
# - Temperature and dew point follow the month, humidity goes with rain and visibility. Such twins
#   do not hurt trees, but share their importance among them.
#
# Values of columns with few and with many categories are only roughly comparable.
#
# ## When: hour, weekday, month

# %%
rates(compared, ["hour", "weekday", "month"])

# %% [markdown]
# **Reading.** (Bands: 95 %, taking days as the witnesses, since flights of a day share its fate.)
# Lateness builds up over the day, almost hour by hour and alike in both years: an aircraft that is
# late once stays late. **The hour is the feature to have.** Weekdays differ less, and not in the
# same way: the weekend was calm in 2013 and was not in 2023. Months differ a lot, but not by the
# same either: July was bad in both years, September in one. As features, month and day would be
# learnt by heart, year by year; the season enters as a smooth table of 2013's that is believed by
# half (`training/model/season.py`), and holidays as a distance in days.
#
# ## Who and where: airline, airport

# %%
ranked_rates(compared, ["carrier", "destination"])

# %% [markdown]
# **Reading.** Airlines differ by more than their intervals, and destinations too, but few keep
# their place in ten years: the airline flown under `9E` went from the late to the punctual,
# Hawaii's the other way, and the routes to Florida and Las Vegas lost most. Histories must
# therefore be of the same year, and shrunk where flights are few. Airlines without a dot of 2023
# are gone.

# %%
ranked_rates(compared, ["origin"])

# %% [markdown]
# **Reading.** The three airports share their weather, and lie closer together than airlines or
# destinations do. Newark is the latest in both years; LaGuardia was the most punctual in 2023
# alone.
#
# ## The weather at departure

# %%
classes = in_classes(join_weather(compared, weather))
rates(classes, list(EDGES))

# %% [markdown]
# **Reading.** All relations go the way one expects, and are the same in both years: rain, poor
# sight, wind, humid air and low pressure make flights late, and heat (thunderstorms) does. That is
# worth more than a strong relation in one year. The least traces of rain exist in 2023 only,
# and are as bad as light rain: 2013 counted them as none. They say that it is a rainy day, which
# is why the model sees the weather in windows around the hour and over the whole day.
#
# ## The UTC trap
#
# The weather hours of 2023 are written in UTC, those of 2013 in New York time; nothing in the data
# says so. The source converts them (`training/sources/nyc.py`). Here is what a join sees that
# takes them as they are written:

# %%
sky = weather[hour.year == newest["year"].max()]
readings = {"as written, in UTC": as_written_in_utc(sky), "converted": sky}
warmth = {said: hours.groupby(hours["time"].dt.hour) for said, hours in readings.items()}
warmest = {said: hours["temperature_c"].mean().idxmax() for said, hours in warmth.items()}
pd.Series(warmest).to_frame("warmest hour of the average day")

# %%
both = pd.concat(
    in_classes(join_weather(newest, hours)).assign(hours=said) for said, hours in readings.items()
)
rates(both, list(EDGES), by="hours")

# %% [markdown]
# **Reading.** Misread, the warmest hour of the average day would be in the evening: that gave the
# trap away. The damage is quiet. Rain lasts for hours, so a join that is four or five hours off
# still finds *some* relation, only weaker, in every class of rain, and so with sight and humidity.
# Of heat it finds a false one: the afternoon's heat falls on the late flights of the evening. No
# error, no gap, a model that trains: just a worse one. A test now holds the warmest hour in the
# afternoon.
#
# ## Cancellations

# %%
cancellation_days(compared)

# %%
day = compared["scheduled_departure"].dt.strftime("%a %Y-%m-%d").rename("day")
days = compared.groupby(day)["cancelled"].agg(flights="size", share="mean")
percent(days.nlargest(8, "share"), "share")

# %% [markdown]
# **Reading.** Cancellations come in days, not flights: half of them fall on few days of the year.
# In 2013 a snowstorm in February led, in 2023 it was summer: thunderstorms at the end of June and
# in July, and again in September. That is why intervals here are taken over days, why a random
# split would flatter (days would lie on both sides), and why one more year helps less than its
# number of flights suggests.

# %%
rates(compared, ["hour", "weekday", "month"], what="cancelled")

# %% [markdown]
# **Reading.** Like lateness, cancellations grow from noon to the evening, when what went wrong
# all day comes together; month by month the years have little in common.

# %%
rates(classes, ["precipitation_mm", "visibility_km", "wind_speed_kmh"], what="cancelled")

# %% [markdown]
# **Reading.** Heavy rain multiplies the chance of being cancelled by more than that of being late,
# but with wide bands: few days carry it. Poor sight adds to it in both years, a gale in 2013 alone.
#
# ## What this means for the features
#
# | seen here | what the model does |
# |---|---|
# | delays are heavy-tailed, extremes are real | six outcomes and quantiles, nothing clipped |
# | cancelled and diverted flights have no delay | they are an outcome of their own |
# | tail number, departure delay and air time are known too late | left out |
# | the hour matters most, alike in both years | minute of departure |
# | months and weekdays differ from year to year | a season table, days from holidays |
# | airlines and routes change in ten years | histories within a year, shrunk |
# | rare categories differ, grouping costs | none is grouped; unknown is missing |
# | distance, block time and destination are one | block time and its slack |
# | weather relations agree in both years | weather at the hour, around it and over the day |
# | calm has no direction, 0 is 360 | wind as two components |
# | gaps go with bad weather, forecasts lack fields | nothing is filled; training hides weather |
# | 2023's hours are UTC | converted in the source, held by a test |
# | days share their fate | split by whole months, intervals over days |
#
# ## What was found
#
# - About one flight in four was late in the months seen, and the late ones are very late: no column
#   of delays is anywhere near Gaussian, and a few flights have most of the minutes.
# - Nothing known beforehand decides by itself. The hour of departure tells most, then the weather
#   of the day, the season, the airline and the route, each a little.
# - What is missing is missing for a reason, and the reason is usually bad weather or a flight that
#   never flew; filling, clipping and grouping, the textbook's treatments, cost or gain nothing.
# - 2013 and 2023 agree on the hour and the weather, and disagree on airlines, routes and months:
#   that decides what can be learnt from an older year and what cannot.
# - The days on which all goes wrong are few. Any figure on them is uncertain, here and in the
#   evaluation, and it is said how much.
