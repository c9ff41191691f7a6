// The walls of the house. A broken rule's comment says which way is right.
const room = (layer) => `^${layer}/([^/]+)/`
const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })
const notCode = '(\\.spec\\.tsx?|\\.fixture\\.ts|/spec/)'
// A field type is one folder of several laws: a file's suffix says whose law it stands under, and a registry per law is written from the folders.
const rules = '^field-types/([^/]+/[^/]+\\.type\\.ts|(rules|traits)\\.generated\\.ts)$'
const storages = '^field-types/([^/]+/[^/]+\\.storage\\.ts|storage\\.generated\\.ts)$'
const widgets = '^field-types/([^/]+/[^/]+\\.(desk|phone)\\.tsx|(desk|phone)\\.generated\\.ts)$'
const phoneWidgets = '^field-types/([^/]+/[^/]+\\.phone\\.tsx|phone\\.generated\\.ts)$'
const deskWidgets = '^field-types/([^/]+/[^/]+\\.desk\\.tsx|desk\\.generated\\.ts)$'
const screens = `(^ui/|/screens/|^apps/(admin|mobile)/|${widgets})`
module.exports = {
  forbidden: [
    forbid('kernel-stands-alone', 'The vocabulary knows no one.', { path: `^kernel/|${rules}`, pathNot: notCode }, { path: `^(platform|ui|engines|channels|modules|apps)/|${storages}|${widgets}` }),
    forbid('platform-knows-kernel-only', 'The runtime reads definitions; it never names a module.', { path: `^platform/|${storages}`, pathNot: notCode }, { path: `^(ui|engines|channels|modules|apps)/|${widgets}` }),
    forbid('store-keeps', 'platform/store keeps rows, facts and files. Of the model it knows what an object is (model/model) and how a type is stored (model/field-types); who may, what follows and what a filter means is above it.', { path: '^platform/store/', pathNot: notCode }, { path: '^platform/(model/(?!model/|field-types/)|serve/|run/(?!log/))' }),
    forbid('model-is-served', 'platform/model is asked by platform/serve and composed by platform/run; it knows neither. What both need lies in model, or is handed in.', { path: '^platform/model/', pathNot: notCode }, { path: '^platform/(serve/|run/(?!log/))' }),
    forbid('serve-is-run', 'platform/run composes the installation; what serves is told by it what it needs.', { path: '^platform/serve/', pathNot: notCode }, { path: '^platform/run/(?!log/)' }),
    forbid('ui-knows-kernel-only', 'Shared widgets know fields and objects, not customers.', { path: `^ui/|${widgets}` }, { path: `^(platform|engines|channels|modules|apps)/|${storages}` }),
    forbid('types-by-registry', 'A field type is reached by the registry of its layer, or by a neighbour of the same law.', { pathNot: `^field-types/|${notCode}` }, { path: '^field-types/[^/]+/' }),
    forbid('rules-know-the-bench', 'The rules of a type are made of what kernel/field-types offers: the kernel itself is built on them.', { path: rules, pathNot: `generated|${notCode}` }, { path: '^kernel/(?!field-types/index\\.ts$)' }),
    forbid('packages-stand-alone', 'What others install knows nothing of the house: it speaks to its API.', { path: '^packages/', pathNot: notCode }, { path: '^(kernel|platform|ui|engines|channels|modules|apps|field-types|tooling)/' }),
    forbid('engines-meet-in-data', 'An engine never calls the next one: it writes a ledger.', { path: room('engines'), pathNot: notCode }, { path: '^(ui|channels|modules|apps|engines)/', pathNot: '^engines/$1/' }),
    forbid('channels-know-no-business', 'A channel translates; it never decides.', { path: room('channels'), pathNot: notCode }, { path: '^(engines|modules|apps|channels)/', pathNot: '^channels/$1/' }),
    forbid('channels-draw-in-screens', 'What a channel shows lies in its screens.', { path: '^channels/[^/]+/(?!screens/)', pathNot: notCode }, { path: '^ui/' }),
    forbid('channels-speak-kernel', 'Routes, jobs and settings are definitions; sockets, tables and servers are behind the host they are given. What a public scheme computes (platform/serve/signing) is arithmetic.', { path: '^channels/', pathNot: notCode }, { path: '^platform/(?!serve/signing/)|node_modules/fastify/' }),
    forbid('modules-stay-above', 'Modules speak to engines and channels by definitions only.', { path: '^modules/', pathNot: notCode }, { path: '^(engines|channels|apps)/' }),
    forbid('apps-are-the-top', 'Nothing imports a process.', { pathNot: `^(apps|e2e|bench|tooling)/|${notCode}` }, { path: '^apps/' }),
    forbid('one-door', 'Another room is entered by its index.ts (or screens/index.ts), never by a shelf.', { path: '^((?:engines|channels)/[^/]+)/' }, { path: '^(engines|channels|modules)/[^/]+/(?!index\\.ts$|screens/(?:mobile/)?index\\.tsx?$)', pathNot: '^$1/' }),
    forbid('rooms-meet-in-contracts', 'A room of business knows another by its contract.ts alone: the objects, acts and events that others may name. What is not in it is nobody else’s; what should be, export there.', { path: '^modules/([^/]+)/', pathNot: notCode }, { path: '^modules/[^/]+/(?!contract\\.ts$)', pathNot: '^modules/$1/' }),
    forbid('organisation-is-the-ground', 'Organisation stands below every other room: what it must do for one of them, that room offers (a mark on its object, a grant in its module.ts, an answer to a fact).', { path: '^modules/organisation/', pathNot: notCode }, { path: '^modules/(?!organisation/)' }),
    forbid('customer-is-below-the-rest', 'Customer stands on organisation and below every other room: what concerns orders, tasks or tickets is a panel, a field or a reaction of their room.', { path: '^modules/customer/', pathNot: notCode }, { path: '^modules/(?!customer/|organisation/)' }),
    forbid('one-door-from-outside', 'The same for those who live outside rooms.', { path: '^(kernel|platform|ui|apps)/', pathNot: notCode }, { path: '^(engines|channels|modules)/[^/]+/(?!index\\.ts$|screens/(?:mobile/)?index\\.tsx?$)' }),
    forbid('pure-shelves', 'Rules, objects, ledgers, events and conditions are data and arithmetic.', { path: '^modules/([^/]+)/(?:rules|objects|ledgers|events|conditions)/', pathNot: notCode }, { path: '^(platform|ui|engines|channels|apps)/|^modules/[^/]+/(commands|reactions|jobs|queries|screens|steps)/' }),
    forbid('reads-never-write', 'A query or a screen may not reach a command in code.', { path: '^(modules|channels)/[^/]+/(queries|screens)/' }, { path: '/(commands|reactions|actions|routes|jobs)/' }),
    // The rooms of the shared screens: base carries desk and phone, which stand side by side; admin stands on the desk.
    forbid('ui-base-knows-no-room', 'Base is what desk and phone have in common: what it needs of one of them moves down to base, or is handed in by the one that has it (the registry, a provider, a slot).', { path: `^ui/base/|${widgets}` }, { path: '^ui/(desk|phone|admin)/' }),
    forbid('ui-desk-stands-alone', 'The desk knows base. What the phone has too is not the desk’s: move it to base; what administers comes to the desk as pages of an application.', { path: '^ui/desk/' }, { path: '^ui/(phone|admin)/' }),
    forbid('ui-phone-stands-alone', 'The phone knows base. What it would take from the desk is either drawing, which a thumb needs otherwise, or thought, which belongs in base (ui/base/object-form, ui/base/command).', { path: '^ui/phone/' }, { path: '^ui/(desk|admin)/' }),
    forbid('ui-admin-stands-on-the-desk', 'Settings, imports and operations are pages of the desk: they know base and desk. Nobody administers on a phone.', { path: '^ui/admin/' }, { path: '^ui/phone/' }),
    forbid('phone-stays-light', 'A phone loads no component library of the desktop: enter by @lianke/ui/phone.', { path: `(^ui/phone/|/screens/mobile/|^apps/mobile/|${phoneWidgets})` }, { path: `^ui/(desk|admin)/|^ui/base/field-types/(desk|registry)\\.tsx?$|${deskWidgets}|node_modules/(antd|@ant-design|echarts|@xyflow)/|^(modules|channels)/[^/]+/screens/(?!mobile/)` }),
    forbid('phone-stays-light-to-the-end', 'What a phone loads loads no component library either: a file of base that both use is divided into what thinks and what draws at the desk (base/feedback/empty.tsx beside states.tsx).', { path: `(^ui/phone/|/screens/mobile/|^apps/mobile/|${phoneWidgets})`, pathNot: 'vite\\.config\\.ts$' }, { path: 'node_modules/(antd|@ant-design|echarts|@xyflow)/', reachable: true }),
    forbid('browser-wall', 'Screens run in a browser.', { path: screens, pathNot: 'vite\\.config\\.ts$|\\.spec\\.tsx?$' }, { path: '^platform/|node_modules/(pg|kysely|fastify)/', dependencyTypesNot: ['type-only'] }),
    forbid('browser-wall-core', 'Screens have no Node.', { path: screens, pathNot: 'vite\\.config\\.ts$|\\.spec\\.tsx?$' }, { dependencyTypes: ['core'] }),
    forbid('server-wall', 'Only screens draw.', { pathNot: `(${screens}|^apps/wecom-sandbox/|^e2e/)` }, { path: `(${widgets}|/screens/|node_modules/(react|react-dom|antd)/)` }),
    forbid('drivers-live-in-platform', 'One place opens sockets to PostgreSQL and ClickHouse.', { pathNot: `^(platform|bench|tooling|e2e)/|^apps/server/commands/doctor\\.ts$|${notCode}` }, { path: 'node_modules/(pg|@clickhouse/client)/' }),
    // A condition holds conditions and a record's widget holds widgets: what draws a tree draws itself.
    forbid('no-cycle', 'If two need each other, a third is missing.', { pathNot: `^ui/(base/field-types|desk/filter-builder)/|${widgets}` }, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
  ],
  options: {
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.lianke)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
  },
}
