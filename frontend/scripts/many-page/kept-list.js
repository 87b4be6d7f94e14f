// The list answered last, kept for a new load of the page: on this device, and until the tab is closed.

const MEMORY = "pushback.list"

export function keepList(text, name) {
  try {
    sessionStorage.setItem(MEMORY, JSON.stringify({ source: text, name }))
  } catch {
    // Storage can be switched off or full: the list is then given again.
  }
}

// { source, name } as the page takes a list; undefined where there is none.
export function keptList() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(MEMORY))
    return typeof kept?.source === "string" ? kept : undefined
  } catch {
    return undefined
  }
}
