// A list of examples; the first is in the form from the start.

import { element } from "../dom.js"

export class ExampleChooser {
  // `examples` are { name or key, value }: a name is the service's, a key has words of this page.
  constructor(id, examples, onChoice) {
    if (examples.length > 0) onChoice(examples[0].value)
    this.nodes = examples.length > 0 ? [chooser(`${id}-example`, examples, onChoice)] : []
  }
}

function chooser(id, examples, onChoice) {
  const select = element("select", { id }, ...examples.map(optionOf))
  // Not "input": that means an edit of the request itself.
  select.addEventListener("input", (event) => event.stopPropagation())
  select.addEventListener("change", () => onChoice(examples[select.selectedIndex].value))
  return element("div", { class: "field" }, element("label", { for: id, "data-text": "api.choose" }), select)
}

function optionOf({ name, key }) {
  if (key) return element("option", { "data-text": key })
  const text = name.replaceAll("_", " ")
  return element("option", { lang: "en" }, text[0].toUpperCase() + text.slice(1))
}
