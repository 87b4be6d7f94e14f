// Runs before anything is shown: says at the root which language the page is to speak, so that no other one is
// seen first, and has its texts fetched while the scripts are still on their way.
//
// It is the one chosen here before, else the browser's first that we have.

(() => {
  const SPOKEN = ["en", "fr"]
  const { texts } = document.currentScript.dataset
  const wanted = [remembered(), ...navigator.languages.map((locale) => locale.split("-")[0].toLowerCase())]
  const language = wanted.find((one) => SPOKEN.includes(one)) ?? SPOKEN[0]

  document.documentElement.dataset.speaks = language
  for (const folder of ["", ...(texts ? [`${texts}/`] : [])]) announce(`locales/${folder}${language}.json`)

  function remembered() {
    try {
      return localStorage.getItem("pushback.language")
    } catch {
      return null
    }
  }

  function announce(href) {
    const link = Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href })
    document.head.append(link)
  }
})()
