// The heat map: the days across, the hours down, in each cell the chance of late, as a button. Where not
// all cells count in the weather alike, each shows which part it is of, and a line runs between the parts.

import { element } from "../dom.js"
import { inPart, partName, partsOf } from "../forecast/parts.js"
import { best } from "./options.js"

// The steps of the heat map's colours. They stay the same for every flight, so that two maps compare.

const STEPS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4]

// From 0, below the first of the steps, to their number.
function stepOf(late) {
  return STEPS.filter((step) => late >= step).length
}

function stepNames(words) {
  const percents = STEPS.map((step) => words.percent(Math.round(step * 100)))
  const between = STEPS.slice(1).map((_, place) =>
    words.say("choose.step_between", { from: Math.round(STEPS[place] * 100), to: percents[place + 1] }))
  return [
    words.say("choose.step_under", { percent: percents[0] }),
    ...between,
    words.say("choose.step_over", { percent: percents.at(-1) }),
  ]
}

// `hours` and `days` name the rows and columns, `options` are those of the kind "hour".
export function heatMap(options, days, hours, words) {
  const minutes = options[0]?.flight.departure.slice(14, 16) ?? "00"
  const at = new Map(options.map((option) => [option.flight.departure.slice(0, 13), option]))
  const grid = hours.map((hour) => days.map((day) => at.get(`${day}T${padded(hour)}`)))
  const parts = partsOf(options)
  const marks = { bests: parts.map((part) => best(inPart(options, part))), several: parts.length > 1 }
  const head = days.map((day) => element("th", { scope: "col", role: "columnheader" }, ...dayName(day, words)))
  const rows = hours.map((hour, row) => {
    const cells = days.map((_, column) => cell(grid[row][column], edges(grid, row, column), marks, words))
    const time = words.time(`${days[0]}T${padded(hour)}:${minutes}`)
    return element("tr", { role: "row" }, element("th", { scope: "row", role: "rowheader" }, time), ...cells)
  })
  return element("table", { class: "heat", role: "grid", "aria-labelledby": "heat-title", "data-parts": parts.length },
    element("thead", { role: "rowgroup" },
      element("tr", { role: "row" }, element("td", { role: "gridcell" }), ...head)),
    element("tbody", { role: "rowgroup" }, ...rows))
}

export function legend(options, words) {
  const steps = stepNames(words).map((name, step) => element("li", { "data-step": step }, name))
  const marked = options.some(({ ranked }) => ranked)
  const best = marked ? [element("li", { class: "heat-best" }, words.say("choose.best_mark"))] : []
  return element("ul", { class: "heat-legend", "aria-label": words.say("choose.legend") }, ...steps, ...best)
}

// What tells the parts apart; nothing where there is but one.
export function partLegend(options, words) {
  const parts = partsOf(options)
  if (parts.length < 2) return []
  const marks = parts.map((part) => element("li", { "data-part": part }, words.capital(partName(part, words))))
  return [element("ul", { class: "heat-legend heat-parts", "aria-label": words.say("choose.part") }, ...marks)]
}

function dayName(day, words) {
  const noon = `${day}T12:00`
  return [
    element("span", { "aria-hidden": "true" }, words.weekday(noon), " ", element("b", {}, words.dayOfMonth(noon))),
    element("span", { class: "unseen" }, words.shortDay(noon)),
  ]
}

// The sides on which a cell meets one of another part.
function edges(grid, row, column) {
  const differs = (other) => other && grid[row][column] && other.part !== grid[row][column].part
  return [
    ...(differs(grid[row - 1]?.[column]) ? ["above"] : []),
    ...(differs(grid[row][column - 1]) ? ["before"] : []),
  ]
}

// An hour that has passed is a hole in the map.
function cell(option, edge, marks, words) {
  if (!option) return element("td", { role: "gridcell" })
  const { flight: { departure }, late, part, current } = option
  const percent = Math.round(late * 100)
  const button = element("button", {
    type: "button", tabindex: "-1", class: "heat-cell", "data-step": stepOf(late), "data-departure": departure,
    "data-part": part, "data-value": late, "aria-label": cellName(option, marks, words),
  }, words.number(percent))
  if (current) button.setAttribute("aria-current", "true")
  if (marks.bests.includes(option)) {
    button.dataset.best = ""
    button.ariaLabel = words.say("choose.best_cell", { cell: button.ariaLabel })
  }
  return element("td", { role: "gridcell", ...(edge.length > 0 ? { "data-edge": edge.join(" ") } : {}) }, button)
}

function cellName({ flight: { departure }, late, part }, { several }, words) {
  const values = { day: words.shortDay(departure), time: words.time(departure), percent: words.share(late) }
  if (!several) return words.say("choose.cell", values)
  return words.say("choose.cell_part", { ...values, part: partName(part, words) })
}

function padded(hour) {
  return String(hour).padStart(2, "0")
}

// The keys of a grid, after the ARIA Authoring Practices: the grid is one stop of the Tab key, and the
// arrows, Home, End and their kin with Ctrl go from cell to cell inside it.
// https://www.w3.org/WAI/ARIA/apg/patterns/grid/

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

export function giveKeys(table, first) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].slice(1).map((cell) => cell.firstElementChild))
  stopAt(first ?? rows.flat().find(Boolean), table)
  table.addEventListener("keydown", (event) => {
    const to = targetOf(event, rows)
    if (!to) return
    event.preventDefault()
    stopAt(to, table)
    to.focus()
  })
}

function stopAt(button, table) {
  for (const stop of table.querySelectorAll("[tabindex='0']")) stop.tabIndex = -1
  if (button) button.tabIndex = 0
}

function targetOf({ key, ctrlKey, target }, rows) {
  const row = rows.findIndex((cells) => cells.includes(target))
  const column = rows[row]?.indexOf(target)
  if (column === undefined) return undefined
  if (key in MOVES) return next(rows, row, column, MOVES[key])
  if (key === "Home") return (ctrlKey ? rows.flat() : rows[row]).find(Boolean)
  if (key === "End") return (ctrlKey ? rows.flat() : rows[row]).findLast(Boolean)
  return undefined
}

// Over holes to the next cell that can be chosen; at the rim it stays.
function next(rows, row, column, [down, across]) {
  for (let at = [row + down, column + across]; rows[at[0]]?.[at[1]] !== undefined; at = [at[0] + down, at[1] + across]) {
    const found = rows[at[0]][at[1]]
    if (found) return found
  }
  return undefined
}
