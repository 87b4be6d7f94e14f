// Elements in one line each, so that the views read like the page they build.

const SVG = "http://www.w3.org/2000/svg"

export function element(name, attributes = {}, ...children) {
  return furnish(document.createElement(name), attributes, children)
}

export function drawing(name, attributes = {}, ...children) {
  return furnish(document.createElementNS(SVG, name), attributes, children)
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}
