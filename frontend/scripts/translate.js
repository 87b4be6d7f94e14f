// Puts words into the markup that a page holds: data-text for the text, data-label for aria-label.

export function translate(root, words) {
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = words.say(node.dataset.text)
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", words.say(node.dataset.label))
  }
}
