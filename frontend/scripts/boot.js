// Runs before the page's modules and knows nothing of them. Until the page is ready it keeps what is typed,
// pressed, chosen and dropped, and says so. When a part does not load, or fails at work, the words that
// stand in the markup for that are shown.
//
// The state of the page stands at the root for the style sheets: data-page="loading", "ready" or "broken".
// page-state.js writes it too, and tells of it by an event of that name.

(() => {
  const root = document.documentElement
  const pressed = new Map()
  let waiting = true

  root.dataset.page = "loading"
  restore()
  document.addEventListener("ready", begin)
  document.addEventListener("broken", tellBroken)
  listenForFaults()
  listenToReader()
  addEventListener("pagehide", keep)

  function listenForFaults() {
    addEventListener("unhandledrejection", breakDown)
    addEventListener("error", ({ target, error }) => {
      // Pictures, and modules that are only announced, can do without; scripts that run cannot.
      if (target instanceof HTMLScriptElement || error) breakDown()
    }, true)
  }

  function listenToReader() {
    listen("input", ({ target }) => { target.dataset.typed = "" })
    listen("submit", (event) => hold(event, () => event.target.requestSubmit()))
    listen("click", (event) => {
      const button = event.target.closest("button[type=button]")
      // A page that waits for its words may already act on a choice of language; that does no harm twice.
      if (button?.dataset.language) pressed.set("language", () => button.click())
      else if (button) hold(event, () => button.click())
    })
    listen("change", (event) => {
      if (event.target.type === "file") hold(event, () => choose(event.target))
    })
    listen("dragover", (event) => event.preventDefault())
    listen("drop", take)
  }

  function listen(type, act) {
    document.addEventListener(type, (event) => { if (waiting) act(event) }, true)
  }

  function hold(event, again) {
    event.preventDefault()
    event.stopImmediatePropagation()
    pressed.set("last", Object.assign(again, { asks: event.type === "submit" }))
    if (root.dataset.page === "broken") tellBroken()
    else find("status").replaceChildren(find("held")?.content.cloneNode(true) ?? "")
  }

  // A browser would leave the page for the file that is dropped on it.
  function take(event) {
    const input = document.querySelector("input[type=file]")
    if (!input || event.dataTransfer.files.length === 0) return
    input.files = event.dataTransfer.files
    hold(event, () => choose(input))
  }

  function choose(input) {
    input.dispatchEvent(new Event("change", { bubbles: true }))
  }

  function begin() {
    if (!waiting) return
    waiting = false
    for (const field of fields()) delete field.dataset.typed
    if (pressed.size > 0) find("status").replaceChildren()
    for (const again of pressed.values()) again()
    pressed.clear()
  }

  function breakDown() {
    root.dataset.page = "broken"
    tellBroken()
  }

  // Who has asked for something waits for a word; who has not is left where they are.
  function tellBroken() {
    if (!pressed.has("last")) return
    find("status").replaceChildren()
    find("stuck").focus()
  }

  // Browsers forget on a new load what is in fields that they are told not to complete.
  function keep() {
    const failing = find("failure")?.hidden === false
    if (root.dataset.page === "ready" && !failing) return
    const typed = fields().filter(({ value, defaultValue }) => value !== defaultValue)
    const asks = pressed.get("last")?.asks
    store(() => sessionStorage.setItem(memory(), JSON.stringify({ typed: typed.map(({ id, value }) => [id, value]), asks })))
  }

  function restore() {
    store(() => {
      const { typed, asks } = JSON.parse(sessionStorage.getItem(memory()) ?? '{"typed":[]}')
      sessionStorage.removeItem(memory())
      for (const [id, value] of typed) {
        const field = find(id)
        field.value = value
        field.dataset.typed = ""
      }
      if (asks) pressed.set("last", Object.assign(() => fields()[0].form.requestSubmit(), { asks }))
    })
  }

  // The address changes with each question that is asked.
  function memory() {
    return `pushback.kept:${location.pathname}${location.search}`
  }

  // Storage can be switched off or full, and what it holds can have been written by anyone.
  function store(act) {
    try {
      act()
    } catch {
      // What is typed then lasts as long as the page.
    }
  }

  function fields() {
    return [...document.querySelectorAll("main form :is(input, textarea):not([type=file])")]
  }

  function find(id) {
    return document.getElementById(id)
  }
})()
