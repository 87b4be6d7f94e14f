// The keys of a grid, after the ARIA Authoring Practices: the grid is one stop of the Tab key, and the
// arrows, Home, End and their kin with Ctrl go from cell to cell inside it.
// https://www.w3.org/WAI/ARIA/apg/patterns/grid/

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

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
  if (key in STEPS) return next(rows, row, column, STEPS[key])
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
