import { check, type ModuleDefinition, type RouteDefinition } from '@lianke/kernel'

/** The routes of all modules by name. A module speaks under its own name only, and no two answer at one address. */
export const routesOf = (modules: readonly ModuleDefinition[]): ReadonlyMap<string, RouteDefinition> => {
  const routes = new Map<string, RouteDefinition>()
  const places = new Set<string>()
  for (const { name: room, routes: own = [] } of modules)
    for (const route of own) {
      const place = `${route.method} ${route.path.replaceAll(/:\w+/g, ':')}`
      check(!routes.has(route.name) && !places.has(place), `route ${route.name} is defined once (${place})`)
      check(route.name.startsWith(`${room}.`), `route ${route.name} is named after its room (${room})`)
      check(
        route.path.split('/').some((part) => part === room || part === `${room}s`),
        `route ${route.name} has its room in its path (${route.path})`,
      )
      routes.set(route.name, route)
      places.add(place)
    }
  return routes
}
