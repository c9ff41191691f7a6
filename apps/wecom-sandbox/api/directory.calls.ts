import { fail, get, mustSee, post, type Call, type Input } from './api.ts'
import type { Store } from '../world/store.ts'
import type { Staff } from '../world/world.ts'

const subtree = (store: Store, root: number): number[] => {
  const all = [root]
  for (let index = 0; index < all.length; index++)
    for (const each of store.world.departments) if (each.parentid === all[index]) all.push(each.id)
  return all
}
const departmentsOf = (store: Store, input: Input) => {
  const root = input.number('id', 1)
  if (!store.world.departments.some((each) => each.id === root)) fail(60003)
  const ids = new Set(subtree(store, root))
  return store.world.departments.filter((each) => ids.has(each.id))
}
/** Sensitive keys are left out unless the switch says otherwise, as for apps made since 2022. */
const memberOf = (store: Store, staff: Staff): Record<string, unknown> => ({
  userid: staff.userid,
  name: staff.name,
  department: staff.department,
  order: staff.department.map(() => 0),
  position: staff.position,
  is_leader_in_dept: staff.department.map(() => 0),
  direct_leader: [],
  alias: staff.alias,
  open_userid: '',
  main_department: staff.main_department,
  status: staff.status,
  ...(store.world.switches.sensitive_fields ? { avatar: staff.avatar, mobile: staff.mobile, gender: '0' } : {}),
})
/** Members of a department, of those below it too where that is asked for; each once. */
const activeIn = (store: Store, input: Input): Staff[] => {
  const id = input.number('department_id', 0)
  const asked = new Set(input.number('fetch_child', 0) === 1 ? subtree(store, id) : [id])
  return Object.values(store.world.staff).filter((each) => each.status !== 5 && each.department.some((one) => asked.has(one)))
}
const visible = (app: { visible: '*' | string[] }, userid: string): boolean => app.visible === '*' || app.visible.includes(userid)

export const directoryCalls: readonly Call[] = [
  get('/cgi-bin/department/list', 'contacts', (store, input) => ({
    department: departmentsOf(store, input).map((each) => ({ ...each, name_en: '', department_leader: [] })),
  })),
  get('/cgi-bin/department/simplelist', 'contacts', (store, input) => ({
    department_id: departmentsOf(store, input).map(({ id, parentid, order }) => ({ id, parentid, order })),
  })),
  get('/cgi-bin/department/get', 'contacts', (store, input) => ({
    department: store.world.departments.find((each) => each.id === input.number('id', 0)) ?? fail(60003),
  })),
  get('/cgi-bin/user/get', 'contacts', (store, input, caller) => {
    const staff = store.world.staff[input.text('userid')]
    if (!staff || staff.status === 5) return fail(60111)
    mustSee(caller, staff.userid)
    return memberOf(store, staff)
  }),
  get('/cgi-bin/user/list', 'contacts', (store, input, { app }) => {
    const id = input.number('department_id', 0)
    if (!store.world.departments.some((each) => each.id === id)) fail(60003)
    return {
      userlist: activeIn(store, input)
        .filter((each) => visible(app, each.userid))
        .map((each) => memberOf(store, each)),
    }
  }),
  get('/cgi-bin/user/simplelist', 'contacts', (store, input, { app }) => ({
    userlist: activeIn(store, input)
      .filter((each) => visible(app, each.userid))
      .map(({ userid, name, department }) => ({ userid, name, department, open_userid: '' })),
  })),
  post('/cgi-bin/user/list_id', 'contacts', (store, _input, { app }) => ({
    next_cursor: '',
    dept_user: Object.values(store.world.staff)
      .filter((each) => each.status !== 5 && visible(app, each.userid))
      .flatMap((each) => each.department.map((department) => ({ userid: each.userid, department }))),
  })),
  get('/cgi-bin/agent/get', undefined, (store, input, { app }) => {
    if (input.number('agentid', -1) !== app.agent_id) fail(40056)
    return {
      agentid: app.agent_id,
      name: app.name,
      square_logo_url: '',
      description: '',
      close: app.enabled ? 0 : 1,
      redirect_domain: '',
      allow_userinfos: {
        user: Object.keys(store.world.staff)
          .filter((userid) => visible(app, userid))
          .map((userid) => ({ userid })),
      },
    }
  }),
]
