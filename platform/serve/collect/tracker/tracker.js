// <script async src="https://…/t.js" data-key="site key"></script>
// lianke('track', 'product.viewed', { sku: 'A1' }); lianke('identify', 'user-7', { phone: '138…' }); lianke('consent', true)
;(function (window, document) {
  'use strict'
  var script = document.currentScript || document.querySelector('script[data-key]')
  if (!script || (window.lianke && window.lianke.ready)) return
  var key = script.getAttribute('data-key')
  var endpoint = script.getAttribute('data-endpoint') || new URL('/collect', script.src).href
  var store = 'lianke_' + key
  var batchMax = 50
  var queueMax = 500
  var sendEveryMs = 1000
  var retryMs = 2000
  var retryMaxMs = 60000
  var timer = null
  var sending = false
  var attempt = 0
  var memory = {}

  // Private windows refuse localStorage; then the visit is remembered for this page only.
  function load(name) {
    try {
      return JSON.parse(window.localStorage.getItem(store + '_' + name))
    } catch (refused) {
      return memory[name] === undefined ? null : memory[name]
    }
  }
  function save(name, value) {
    memory[name] = value
    try {
      if (value === null) window.localStorage.removeItem(store + '_' + name)
      else window.localStorage.setItem(store + '_' + name, JSON.stringify(value))
    } catch (refused) {
      memory[name] = value
    }
  }
  function id() {
    if (window.crypto && window.crypto.randomUUID) return window.crypto.randomUUID()
    var bytes = window.crypto.getRandomValues(new Uint8Array(16))
    return Array.prototype.map.call(bytes, function (byte) { return ('0' + byte.toString(16)).slice(-2) }).join('')
  }

  var consent = load('consent')
  if (consent === null) consent = script.getAttribute('data-consent') !== 'required'
  var anonymous = load('anonymous')
  var user = load('user')
  var queue = consent ? load('queue') || [] : []
  var held = []
  function visitor() {
    if (!anonymous) {
      anonymous = id()
      save('anonymous', anonymous)
    }
    return anonymous
  }

  // A link made for one person carries lk_; it says once who opened it, and leaves the address bar.
  var params = new URLSearchParams(window.location.search)
  var token = params.get('lk_')
  var campaign = {}
  params.forEach(function (value, name) {
    if (/^utm_/.test(name) && value) campaign[name.slice(4)] = value.slice(0, 200)
  })
  if (token) {
    params.delete('lk_')
    var rest = params.toString()
    window.history.replaceState(window.history.state, '', window.location.pathname + (rest ? '?' + rest : '') + window.location.hash)
  }

  function push(event) {
    if (!consent) {
      if (held.length < batchMax) held.push(event)
      return
    }
    event.message_id = id()
    event.anonymous_id = visitor()
    if (user) event.user_id = user
    if (token) event.person_token = token
    queue.push(event)
    if (queue.length > queueMax) queue.splice(0, queue.length - queueMax)
    save('queue', queue)
    schedule(sendEveryMs)
  }
  function stamp(event) {
    event.timestamp = new Date().toISOString()
    event.context = {
      page: { url: window.location.href.slice(0, 2000), title: document.title.slice(0, 300), referrer: document.referrer.slice(0, 2000) },
      language: window.navigator.language,
      screen: window.screen.width + 'x' + window.screen.height,
    }
    if (Object.keys(campaign).length > 0) event.context.campaign = campaign
    return event
  }
  function schedule(ms) {
    if (timer === null && !sending) timer = window.setTimeout(function () { timer = null; send() }, ms)
  }
  function bodyOf(events) {
    return JSON.stringify({ write_key: key, sent_at: new Date().toISOString(), batch: events })
  }
  // Answered or refused for good: forgotten. Otherwise kept and tried again, later each time; the message id makes that harmless.
  function settle(events, keep) {
    sending = false
    if (!keep) {
      attempt = 0
      var gone = {}
      events.forEach(function (event) { gone[event.message_id] = true })
      queue = queue.filter(function (event) { return !gone[event.message_id] })
      save('queue', queue.length > 0 ? queue : null)
    } else attempt++
    if (queue.length > 0) schedule(keep ? Math.min(retryMs * Math.pow(2, attempt) * (0.5 + Math.random()), retryMaxMs) : 0)
  }
  function send() {
    if (sending || queue.length === 0) return
    sending = true
    var events = queue.slice(0, batchMax)
    window.fetch(endpoint, { method: 'POST', body: bodyOf(events), keepalive: true, credentials: 'omit', headers: { 'content-type': 'text/plain' } })
      .then(function (answer) { settle(events, answer.status === 429 || answer.status >= 500) }, function () { settle(events, true) })
  }
  // The page may end now. What the beacon takes stays queued as well until a later page has been answered.
  function leave() {
    if (queue.length > 0 && window.navigator.sendBeacon) window.navigator.sendBeacon(endpoint, bodyOf(queue.slice(0, batchMax)))
  }

  var seen = null
  function page(properties) {
    var address = window.location.href.split('#')[0] + (/^#!?\//.test(window.location.hash) ? window.location.hash : '')
    if (!properties && address === seen) return
    var from = seen
    seen = address
    push(stamp({ type: 'page', properties: Object.assign({ url: window.location.href.slice(0, 2000), path: window.location.pathname, title: document.title.slice(0, 300), referrer: (from || document.referrer).slice(0, 2000) }, properties || {}) }))
  }
  // Pages that change without loading: their title is set after the address, so it is read a moment later.
  ;['pushState', 'replaceState'].forEach(function (name) {
    var original = window.history[name]
    window.history[name] = function () {
      var answer = original.apply(this, arguments)
      window.setTimeout(page, 50)
      return answer
    }
  })
  window.addEventListener('popstate', function () { window.setTimeout(page, 50) })
  window.addEventListener('hashchange', function () { window.setTimeout(page, 50) })
  document.addEventListener('visibilitychange', function () { if (document.visibilityState === 'hidden') leave() })
  window.addEventListener('pagehide', leave)
  window.addEventListener('online', function () { schedule(0) })
  document.addEventListener('click', function (event) {
    var link = event.target && event.target.closest ? event.target.closest('a[href],[data-track]') : null
    if (!link) return
    var name = link.getAttribute('data-track')
    var out = link.host && link.host !== window.location.host
    if (name || out) push(stamp({ type: 'track', event: name || 'link.clicked', properties: { url: (link.href || '').slice(0, 2000), text: (link.textContent || '').trim().slice(0, 200) } }))
  }, true)

  var acts = {
    page: page,
    track: function (event, properties) { push(stamp({ type: 'track', event: event, properties: properties || {} })) },
    // Another login on the same device is another person: it gets a visitor id of its own, earlier history stays with the earlier one.
    identify: function (who, traits) {
      var named = who === null || who === undefined || who === '' ? null : String(who)
      if (named && user && named !== user) {
        anonymous = null
        token = null
      }
      if (named) {
        user = named
        save('user', user)
      }
      push(stamp({ type: 'identify', traits: traits || {} }))
    },
    alias: function (previous) { push(stamp({ type: 'alias', previous_id: previous })) },
    reset: function () {
      user = null
      anonymous = null
      token = null
      save('user', null)
      save('anonymous', null)
    },
    consent: function (given) {
      consent = given === true
      save('consent', consent)
      if (consent) held.splice(0).forEach(push)
      else {
        queue = []
        held = []
        anonymous = null
        user = null
        ;['queue', 'anonymous', 'user'].forEach(function (name) { save(name, null) })
      }
    },
  }
  var early = (window.lianke && window.lianke.q) || []
  window.lianke = function (act) {
    if (acts[act]) acts[act].apply(null, Array.prototype.slice.call(arguments, 1))
  }
  window.lianke.ready = true
  page()
  early.forEach(function (call) { window.lianke.apply(null, call) })
  if (queue.length > 0) schedule(0)
})(window, document)
