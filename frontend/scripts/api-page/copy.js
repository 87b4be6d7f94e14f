// A button that copies a text, and says so to those who do not see it.

import { element } from "../dom.js"

const SHOWN_MS = 2_500

export function copyButton(textOf) {
  const button = element("button", { class: "copy", type: "button", "data-text": "api.copy" })
  const said = element("span", { class: "copy-said", role: "status" })
  // Outcomes wait in hiding, so that they too are in the page's language.
  const [copied, failed] = ["api.copied", "api.copy_failed"].map((outcome) =>
    element("span", { "data-text": outcome, hidden: "" }))
  button.addEventListener("click", async () => {
    said.textContent = (await copy(textOf()) ? copied : failed).textContent
    setTimeout(() => { said.textContent = "" }, SHOWN_MS)
  })
  return element("span", { class: "copy-pair" }, said, button, copied, failed)
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
