// JSON Schemas as groups of fields: one group an object, in the order in which they are met.

import { attributesOf } from "./parts.js"

const REF = "#/components/schemas/"

export class Schemas {
  #named

  constructor(named) {
    this.#named = named
  }

  // A group is { name, description, fields }. Objects within objects come after those they are in.
  groups(schema, name) {
    const found = new Map()
    const waiting = objectsIn(schema, name)
    while (waiting.length > 0) {
      const next = waiting.shift()
      if (found.has(next.name)) continue
      const group = this.#group(next)
      found.set(next.name, group)
      waiting.push(...group.fields.flatMap(({ name: field, schema: inner }) => objectsIn(inner, field)))
    }
    return [...found.values()].filter(({ fields }) => fields.length > 0)
  }

  #group({ name, schema }) {
    const { description = "", properties = {}, required = [] } = schema ?? this.#named[name]
    const told = attributesOf(description)
    const fields = Object.entries(properties).map(([field, inner]) =>
      fieldOf(field, inner, required.includes(field), told[field]))
    return { name, description, fields }
  }
}

export function fieldOf(name, schema, required, told) {
  const core = withoutNull(schema)
  const { description = told, pattern, minimum, maximum, minItems, maxItems, examples } = core
  const [example] = examples ?? []
  return {
    name, schema, required, description, pattern, minimum, maximum, minItems, maxItems, example,
    unit: core["x-unit"],
    initial: schema.default,
    type: typeOf(schema, name),
  }
}

// A type is { kind, name, of, values, nullable }; `kind` is named, list, map, choice, either or plain.
export function typeOf(schema, name) {
  if (schema === undefined) return { kind: "plain", name: "value" }
  if (schema.$ref) return { kind: "named", name: schema.$ref.slice(REF.length) }
  if (schema.anyOf) return eitherOf(schema.anyOf, name)
  if (schema.enum) return { kind: "choice", values: schema.enum }
  if (schema.type === "array") return { kind: "list", of: [typeOf(schema.items)] }
  if (schema.properties) return { kind: "named", name }
  if (schema.additionalProperties) return { kind: "map", of: [typeOf(schema.additionalProperties)] }
  return { kind: "plain", name: schema.type ?? "value" }
}

function eitherOf(parts, name) {
  const told = parts.filter(({ type }) => type !== "null")
  const nullable = told.length < parts.length
  if (told.length === 1) return { ...typeOf(told[0], name), nullable }
  return { kind: "either", of: told.map((part) => typeOf(part, name)), nullable }
}

function withoutNull(schema) {
  const told = schema.anyOf?.filter(({ type }) => type !== "null") ?? []
  return told.length === 1 ? { ...schema, ...told[0] } : schema
}

// The objects that a schema speaks of, however deep in lists, maps and choices.
function objectsIn(schema, name) {
  if (!schema) return []
  if (schema.$ref) return [{ name: schema.$ref.slice(REF.length) }]
  if (schema.properties) return [{ name, schema }]
  const inner = [schema.items, schema.additionalProperties, ...(schema.anyOf ?? [])]
  return inner.filter((part) => typeof part === "object").flatMap((part) => objectsIn(part, name))
}
