// The OpenAPI document as the page reads it: operations in order, each with what it takes and gives.

import { ServiceError } from "../api.js"
import { Schemas } from "./schemas.js"

const METHODS = ["get", "post", "put", "patch", "delete"]

export class ServiceDocument {
  #json

  constructor(json) {
    if (!json?.openapi?.startsWith("3.1") || !json.paths) throw new ServiceError("answer")
    this.#json = json
    this.schemas = new Schemas(json.components?.schemas ?? {})
  }

  get version() {
    return this.#json.info.version
  }

  get summary() {
    return this.#json.info.summary ?? ""
  }

  get description() {
    return this.#json.info.description ?? ""
  }

  get operations() {
    return Object.entries(this.#json.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => METHODS.includes(method))
        .map(([method, operation]) => operationOf(path, method, operation)))
  }
}

function operationOf(path, method, operation) {
  const body = operation.requestBody?.content["application/json"]
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? "",
    description: operation.description ?? "",
    parameters: operation.parameters ?? [],
    body: body?.schema,
    examples: Object.entries(body?.examples ?? {}).map(([name, { value }]) => ({ name, value })),
    responses: Object.entries(operation.responses).map(responseOf),
  }
}

function responseOf([status, { description, headers, content }]) {
  const [[media, { schema } = {}] = []] = Object.entries(content ?? {})
  return { status, description, media, schema, headers: Object.keys(headers ?? {}) }
}
