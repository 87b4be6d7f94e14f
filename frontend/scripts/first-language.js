// Runs before anything is shown: says at the root which language the page is to speak, so that no other one is
// seen first, and has its texts fetched while the scripts are still on their way.
//
// It is the one chosen here before, else the browser's first that we have.
//
// A bucket's page has two more addresses: one that it shares with every bucket there is, and one without encryption.
// The service answers pages of its own address only, so whoever comes by another is led there first.

(() => {
  const SPOKEN = ["en", "fr"]
  const { texts, home } = document.currentScript.dataset
  if (isElsewhere()) return location.replace(home + path() + location.search + location.hash)

  const wanted = [remembered(), ...navigator.languages.map((locale) => locale.split("-")[0].toLowerCase())]
  const language = wanted.find((one) => SPOKEN.includes(one)) ?? SPOKEN[0]

  document.documentElement.dataset.speaks = language
  for (const folder of ["", ...(texts ? [`${texts}/`] : [])]) announce(`locales/${folder}${language}.json`)

  function isElsewhere() {
    return home && location.origin !== home && /(^|\.)storage\.googleapis\.com$/.test(location.hostname)
  }

  // Without the bucket's name, if it stands there.
  function path() {
    const shared = location.hostname === "storage.googleapis.com"
    return shared ? location.pathname.replace(/^\/[^/]+/, "") : location.pathname
  }

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
