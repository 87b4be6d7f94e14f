"""Lists in the forms of programs, agencies and archives, that all must read alike."""

from tests.batch.reader.held_files import DL, LEAVES, Held, one
from tests.batch.reader.workbooks import Sheet, workbook_bytes

DETAILED = (
    "Carrier Code,Date (MM/DD/YYYY),Flight Number,Tail Number,Destination Airport,"
    "Scheduled departure time,Actual departure time,Scheduled elapsed time (Minutes),"
    "Actual elapsed time (Minutes),Departure delay (Minutes),Wheels-off time"
)
DEPARTED = "DL,12/23/2026,0401,N123DN,LAX,18:30,18:41,395,379,11,18:55"
ORIGIN = "Origin Airport: New York, NY: John F. Kennedy International (JFK)"
SOURCE = "SOURCE: Bureau of Transportation Statistics"
TITLES = ("Detailed Statistics", "Departures", "", ORIGIN, "Airline: Delta Air Lines Inc. (DL)", "")
ON_SHEET: Sheet = [["Detailed Statistics"], [ORIGIN], ["Year(s): 2026"], [*DETAILED.split(",")],
                   [*DEPARTED.split(",")], [SOURCE]]  # fmt: skip
FLOWN = (
    "FL_DATE,OP_UNIQUE_CARRIER,OP_CARRIER_FL_NUM,ORIGIN,DEST,CRS_DEP_TIME,DEP_TIME,DEP_DELAY,"
    "CRS_ARR_TIME,ARR_TIME,ARR_DELAY,CANCELLED,DIVERTED"
)
LATE = "2026-12-23,DL,401,JFK,LAX,1830,1841.0,11.0,2205,2200.0,-5.0,0.0,0.0"

PUBLISHED = [
    Held("departures of an airport that only a title tells",
         one(TITLES[0], *TITLES[1:], DETAILED, DEPARTED, SOURCE), [LEAVES]),
    Held("the same, joined", one(TITLES[0], *TITLES[1:], DETAILED, DEPARTED, DETAILED, DEPARTED),
         [LEAVES, LEAVES]),
    Held("the same, saved by a spreadsheet", one(
         "Detailed Statistics,,,,,,,,,,", f'"{ORIGIN}",,,,,,,,,,', DETAILED, DEPARTED,
         f"{SOURCE},,,,,,,,,,"), [LEAVES]),
    Held("the same as a workbook", workbook_bytes(ON_SHEET), [LEAVES]),
    Held("an airport that a column tells, and a title as well", one(
         "Destination: Boston (BOS)", "", "carrier,origin,destination,departure",
         "DL,JFK,LAX,2026-12-23 18:30"), [LEAVES]),
    Held("titles that name no airport", one(
         "From: 12/01/2026", "To: the travel desk", "", "Airline,Orig,Dest,Date,Dep Time",
         "DL,JFK,LAX,12/23/2026,18:30"), [LEAVES]),
    Held("what was flown, with and without a delimiter at its end",
         one(f"{FLOWN},", f"{LATE},"), [DL]),
    Held("the same in small letters, with years", one(
         f"year,month,day_of_month,{FLOWN.lower()}", f"2026,12,23,{LATE}"), [DL]),
    Held("clocks that are actual beside plain ones", one(
         "airline_iata,flight_number,dep_iata,dep_time,dep_time_utc,dep_actual,arr_iata,arr_time,"
         "arr_time_utc,arr_actual,delayed,dep_delayed", "DL,401,JFK,2026-12-23 18:30,"
         "2026-12-23 23:30,2026-12-23 18:41,LAX,2026-12-23 22:05,2026-12-24 06:05,,11,11"), [DL]),
    Held("plain clocks of a log beside those that came true", one(
         "Date,Airline,From,To,Dep Time,Actual Dep Time,Arr Time,Actual Arr Time,Delay",
         "2026-12-23,DL,JFK,LAX,18:30,18:41,22:05,22:00,11"), [DL]),
    Held("airports by their names alone", one(
         "Year,Month,DayofMonth,Carrier,OriginAirportID,OriginAirportName,DestAirportID,"
         "DestAirportName,CRSDepTime,DepDelay,CRSArrTime,ArrDelay,Cancelled",
         "2026,12,23,DL,12478,John F. Kennedy International,12892,Los Angeles International,1830,"
         "11,2205,-5,0"), [DL]),
    Held("days in three columns of the flight's", one(
         "flight_year,flight_month,flight_dayofmonth,crsdeptime,crsarrtime,uniquecarrier,origin,"
         "dest,arrdelay", "2026,12,23,1830,2205,DL,JFK,LAX,-5"), [DL]),
    Held("times by names of a database", one(
         "carrier_code,origin_airport,destination_airport,date,scheduled_elapsed_time,"
         "departure_delay,scheduled_departure_dt,scheduled_arrival_dt,actual_departure_dt",
         "DL,JFK,LAX,2026-12-23,395,11,2026-12-23 18:30:00,2026-12-23 22:05:00,"
         "2026-12-23 18:41:00"), [DL]),
    Held("an airline's offers", one(
         "departure.iataCode,departure.at,arrival.iataCode,arrival.at,carrierCode,number,"
         "operating.carrierCode,duration",
         "JFK,2026-12-23T18:30:00,LAX,2026-12-23T22:05:00,AA,401,DL,PT6H35M"), [DL]),
    Held("an agency's offers", one(
         "marketing_carrier.iata_code,operating_carrier.iata_code,origin.iata_code,origin.name,"
         "destination.iata_code,destination.name,departing_at,arriving_at",
         "AA,DL,JFK,Kennedy,LAX,Los Angeles,2026-12-23T18:30:00,2026-12-23T22:05:00"), [DL]),
    Held("a service's times, local and not", one(
         "carrierFsCode,flightNumber,departureAirportFsCode,arrivalAirportFsCode,"
         "departureDate.dateLocal,departureDate.dateUtc,arrivalDate.dateLocal",
         "DL,401,JFK,LAX,2026-12-23T18:30:00.000,2026-12-23T23:30:00.000Z,"
         "2026-12-23T22:05:00.000"), [DL]),
    Held("an agency's report of cities", one(
         "Passenger Name,PNR,Airline Code,Flight No,Board City,Off City,Dept Date,Dept Time,"
         "Arrv Time", "DOE/JANE,ABCDEF,DL,401,JFK,LAX,23DEC26,0630P,1005P"), [DL]),
    Held("an agency's report of airports", one(
         "Employee,Carrier Code,Depart City,Depart Airport Code,Depart Date,Depart Time,"
         "Arrive City,Arrive Airport Code,Arrive Date,Arrive Time",
         "Doe,DL,New York,JFK,12/23/2026,06:30 PM,Los Angeles,LAX,12/23/2026,10:05 PM"), [DL]),
    Held("a crew's roster", one("Date,DH,Flt,Dep,Arr,STD,STA,Blk,A/C",
         "23DEC26,,DL401,JFK,LAX,18:30,22:05,6:35,321"), [DL]),
    Held("names that people shorten", one("A/L,Flt #,Orig Airport,Dest Airport,Date,Dep. Time,"
         "Arr. Time", "DL,401,JFK,LAX,12/23/26,6:30p,10:05p"), [DL]),
    Held("names of a warehouse", one(
         "FLIGHT_DATE,CARRIER_CODE,FLIGHT_NBR,ORIGIN_AIRPORT_CODE,DEST_AIRPORT_CODE,SCHED_DEP_TS,"
         "SCHED_ARR_TS,ACT_DEP_TS,ACT_ARR_TS", "2026-12-23,DL,401,JFK,LAX,2026-12-23 18:30:00,"
         "2026-12-23 22:05:00,2026-12-23 18:41:00,2026-12-23 22:00:00"), [DL]),
    Held("names that are cut short", one(
         "Flight Date,Carrier,Orig,Dest,Sched Dep,Sched Arr,Act Dep,Act Arr,Dep Dly,Arr Dly",
         "12/23/2026,DL,JFK,LAX,18:30,22:05,18:41,22:00,11,-5"), [DL]),
    Held("airlines by the names of the archive", one("carrier,origin,destination,departure", *(
         f"{name},JFK,LAX,2026-12-23 18:30" for name in (
             "ExpressJet Airlines LLC d/b/a aha!", "American Eagle Airlines Inc.",
             "Commutair Aka Champlain Enterprises Inc.", '"GoJet Airlines, LLC"'))),
         [LEAVES | {"carrier": code} for code in ("EV", "MQ", "C5", "G7")]),
    Held("airlines by the DOT's own numbers", one(
         "FL_DATE,OP_CARRIER_AIRLINE_ID,ORIGIN,DEST,CRS_DEP_TIME",
         "12/23/2026 12:00:00 AM,19790,JFK,LAX,1830"), [LEAVES]),
    Held("cities alone, of one airport each", one(
         "Airline,Departure City,Arrival City,Date,Leaves,Lands",
         "DL,\"Boston, MA\",\"Atlanta, GA\",12/23/2026,6:30 PM,10:05 PM"),
         [DL | {"origin": "BOS", "destination": "ATL"}]),
    Held("cities beside airports", one(
         "Airline,Departure City,Departure Airport,Arrival City,Arrival Airport,Operating Date,"
         "Departs At,Arrives At", "DL,New York,JFK,Los Angeles,LAX,12/23/2026,6:30 PM,10:05 PM"),
         [DL]),
    Held("a schedule of single days", one(
         "Carrier,Flight No,Dep Airport Code,Arr Airport Code,Time series,Local Dep Time,"
         "Local Arr Time", "DL,401,JFK,LAX,2026-12-23,1830,2205"), [DL]),
    Held("a time by its plainest name", one("Carrier/Flight,From,To,Date and Time",
         "DL 401,JFK,LAX,12/23/2026 6:30 PM"), [LEAVES]),
    Held("a timetable's airlines", one("Mkt Al,Op Al,Orig,Dest,Flight,Flt Date,Dep Time,Arr Time",
         "AA,DL,JFK,LAX,401,23Dec2026,1830,2205"), [DL]),
]  # fmt: skip
