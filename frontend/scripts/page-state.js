// Tells boot.js, and the style sheets by way of the root, whether the page can be used.

export function tellReady() {
  tell("ready")
}

export function tellBroken() {
  tell("broken")
}

function tell(state) {
  document.documentElement.dataset.page = state
  document.dispatchEvent(new Event(state))
}
