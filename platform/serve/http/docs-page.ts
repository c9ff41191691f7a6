/** A page that reads `/api/v1/openapi.json` and lays it out. Ours alone: no CDN, no inline script. */
export const docsPage = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Lianke API</title>
<style>
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 15%, transparent); --soft: color-mix(in srgb, currentColor 6%, transparent); }
body { font: 14px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0; display: grid; grid-template-columns: 260px minmax(0, 1fr); min-height: 100vh; }
nav { border-right: 1px solid var(--line); padding: 16px; overflow: auto; position: sticky; top: 0; height: 100vh; box-sizing: border-box; }
nav a { display: block; color: inherit; text-decoration: none; padding: 2px 8px; border-radius: 4px; } nav a:hover { background: var(--soft); }
nav input { width: 100%; box-sizing: border-box; padding: 6px 8px; margin-bottom: 12px; font: inherit; border: 1px solid var(--line); border-radius: 6px; background: transparent; color: inherit; }
main { padding: 24px 32px; max-width: 960px; } h1 { font-size: 20px; margin: 0 0 16px; } h2 { font-size: 16px; margin: 32px 0 8px; }
details { border: 1px solid var(--line); border-radius: 6px; margin: 6px 0; } summary { padding: 8px 12px; cursor: pointer; display: flex; gap: 12px; align-items: baseline; }
summary code { font-size: 13px; } .method { font-weight: 600; width: 56px; text-transform: uppercase; font-size: 12px; } .what { margin-left: auto; opacity: .7; text-align: right; }
pre { background: var(--soft); padding: 12px; overflow: auto; margin: 8px 12px; border-radius: 6px; font-size: 12px; } .part { margin: 8px 12px 0; font-weight: 600; font-size: 12px; opacity: .7; }
@media (max-width: 700px) { body { grid-template-columns: 1fr; } nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); max-height: 40vh; } main { padding: 16px; } .what { display: none; } }
</style></head>
<body><nav><input type="search" id="search" placeholder="搜索 / Search" aria-label="搜索 / Search"><div id="tags"></div></nav><main id="main"><h1>Lianke API</h1><p id="said">…</p></main>
<script type="module" src="/docs/docs.js"></script></body></html>`

export const docsScript = `
const make = (tag, text, attributes = {}) => { const node = document.createElement(tag); if (text) node.textContent = text; for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value); return node }
const main = document.getElementById('main')
const said = document.getElementById('said')
const response = await fetch('/api/v1/openapi.json')
const api = await response.json()
if (!response.ok) {
  said.textContent = api.detail ?? response.statusText
} else {
  said.textContent = api.info.title + ' · OpenAPI ' + api.openapi
  const resolve = (schema, depth = 0) => {
    if (!schema || typeof schema !== 'object' || depth > 6) return schema
    if (schema.$ref) return resolve(api.components.schemas[schema.$ref.split('/').at(-1)], depth + 1)
    if (Array.isArray(schema)) return schema.map((each) => resolve(each, depth + 1))
    return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, resolve(value, depth + 1)]))
  }
  const groups = new Map()
  for (const [path, item] of Object.entries(api.paths)) for (const [method, operation] of Object.entries(item)) {
    if (method === 'parameters') continue
    const tag = operation.tags?.[0] ?? 'api'
    groups.set(tag, [...(groups.get(tag) ?? []), { path, method, operation }])
  }
  const show = (box, name, value) => { if (value) { box.append(make('div', name, { class: 'part' }), make('pre', JSON.stringify(value, null, 2))) } }
  for (const [tag, operations] of groups) {
    const about = api.tags.find((each) => each.name === tag)
    document.getElementById('tags').append(make('a', tag, { href: '#' + tag }))
    const section = make('section')
    section.append(make('h2', about ? tag + ' · ' + about.description : tag, { id: tag }))
    for (const { path, method, operation } of operations) {
      const details = make('details'); details.dataset.text = (method + path + operation.summary).toLowerCase()
      const summary = make('summary'); summary.append(make('span', method, { class: 'method' }), make('code', path), make('span', operation.summary, { class: 'what' }))
      details.append(summary)
      details.addEventListener('toggle', () => {
        if (details.dataset.shown) return
        details.dataset.shown = 'yes'
        show(details, 'parameters', operation.parameters?.map((each) => ({ name: each.name, in: each.in, ...each.schema })))
        show(details, 'body', resolve(Object.values(operation.requestBody?.content ?? {})[0]?.schema))
        for (const [status, answer] of Object.entries(operation.responses)) show(details, status + ' ' + (answer.description ?? ''), resolve(Object.values(answer.content ?? {})[0]?.schema))
      })
      section.append(details)
    }
    main.append(section)
  }
  document.getElementById('search').addEventListener('input', (event) => {
    const word = event.target.value.toLowerCase()
    for (const details of document.querySelectorAll('details')) details.hidden = !details.dataset.text.includes(word)
    for (const section of document.querySelectorAll('section')) section.hidden = ![...section.querySelectorAll('details')].some((each) => !each.hidden)
  })
}
`
