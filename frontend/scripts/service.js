// The service as the page sees it: its contract, fetched once, and its answer to a question.

import { Api } from "./api.js"
import { arrivalMoment } from "./arrival/arrival-day.js"
import { Contract } from "./contract.js"
import { Routes } from "./routes.js"

export class Service {
  #config
  #api
  #loading

  // `contract` stays undefined until ready() is through.
  contract

  constructor(config) {
    this.#config = config
  }

  // Opening the page and asking can both need the contract at once: they share one call.
  ready() {
    this.#loading ??= this.#load().catch((error) => {
      this.#loading = undefined
      throw error
    })
    return this.#loading
  }

  // From the form's fields to the flight that the service is asked about.
  flightFrom({ carrier, origin, destination, date, time, arrival, departure_delay_min: delay }) {
    const announced = delay && { departure_delay_min: Number(delay) }
    const flight = { carrier, origin, destination, departure: `${date}T${time}`, ...announced }
    if (!arrival) return flight
    const zones = [origin, destination].map((airport) => this.contract.timeZone(airport))
    return { ...flight, arrival: arrivalMoment(flight.departure, arrival, ...zones) }
  }

  // One flight, with the reasons for its chance.
  async predict(flight, weather = []) {
    const [prediction] = await this.#api.predict({ flights: [flight], weather, explain: true })
    return prediction
  }

  // Many flights in one call, without reasons, in their order.
  compare(flights, weather = [], patience = undefined) {
    return this.#api.predict({ flights, weather }, { patience })
  }

  async #load() {
    this.#api = await Api.fromConfig(this.#config)
    const routes = new Routes((...places) => this.#api.routes(...places))
    this.contract = new Contract(await this.#api.contract(), routes)
  }
}
