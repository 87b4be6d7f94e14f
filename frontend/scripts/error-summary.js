// Problems with the question: a list above the form that links to the fields, and the same words at each.

// Where a problem shows whose field is not one input.
const SHOWN_AT = { departure: "date" }

export class ErrorSummary {
  #section
  #list
  #form

  constructor(section, list, form) {
    this.#section = section
    this.#list = list
    this.#form = form
  }

  // `problems` are { field, text }.
  show(problems) {
    this.clear()
    const seen = problems.map(({ field, text }) => this.#mark(SHOWN_AT[field] ?? field, text))
    this.#list.replaceChildren(...seen)
    this.#section.hidden = false
  }

  focus() {
    this.#section.focus()
  }

  clear() {
    this.#section.hidden = true
    for (const input of this.#form.elements) input.removeAttribute("aria-invalid")
    for (const note of this.#form.querySelectorAll(".field-error")) {
      note.textContent = ""
      note.hidden = true
    }
  }

  #mark(field, text) {
    const item = document.createElement("li")
    const input = this.#form.elements[field]
    if (!input) {
      item.textContent = text
      return item
    }
    input.setAttribute("aria-invalid", "true")
    this.#writeAtField(field, text)
    item.append(this.#linkTo(input, text))
    return item
  }

  #writeAtField(field, text) {
    const note = this.#form.querySelector(`#${field}-error`)
    note.append(...(note.hidden ? [text] : [document.createElement("br"), text]))
    note.hidden = false
  }

  #linkTo(input, text) {
    const link = document.createElement("a")
    link.href = `#${input.id}`
    link.textContent = text
    link.addEventListener("click", (event) => {
      event.preventDefault()
      input.focus()
    })
    return link
  }
}
