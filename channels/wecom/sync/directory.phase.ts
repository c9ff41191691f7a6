import { askDirectory } from '../api/ask-directory.ts'
import { call } from '../api/client.ts'
import { problemOf, type SyncProblem } from './checkpoint.ts'
import { reachedBy } from '../receive/contact-facts.rule.ts'
import { after, followers, type Phase, type Reading } from './reading.ts'

interface Department {
  readonly id: number
  readonly name?: string
  readonly parentid?: number
  readonly order?: number
}
interface Member {
  readonly userid: string
  readonly name?: string
  readonly alias?: string
  readonly position?: string
  readonly department?: readonly number[]
  readonly main_department?: number
  readonly status?: number
  /** Told to few agents (a directory secret of before 2022, or where members have agreed). */
  readonly mobile?: string
  readonly email?: string
  readonly biz_mail?: string
}
const departmentDigits = 12

const namedDepartments = async (
  reading: Reading,
): Promise<{ department: readonly Department[]; problems: readonly SyncProblem[] }> => {
  try {
    const { department = [] } = await askDirectory<{ department?: readonly Department[] }>(
      reading.host,
      '/cgi-bin/department/list',
    )
    return { department, problems: [] }
  } catch (cause) {
    return { department: [], problems: [problemOf('departments', '', cause)] }
  }
}

export const departments: Phase = async function* (reading) {
  const { fact, at } = reading
  const { department, problems } = await namedDepartments(reading)
  yield {
    checkpoint: at('staff'),
    facts: department.map((each) =>
      fact('wecom.department_seen', `department:${each.id}`, {
        id: each.id,
        name: each.name ?? '',
        parent: each.parentid ?? 0,
        order: each.order ?? 0,
      }),
    ),
    progress: { done: department.length, total: department.length },
    problems,
  }
}

/** Departments by id, written so that they sort as text. */
const departmentsOf = async ({ host }: Reading): Promise<readonly string[]> => {
  const { department_id = [] } = await call<{ department_id?: readonly Department[] }>(host, '/cgi-bin/department/simplelist', {
    by: 'contacts',
  })
  return department_id.map((each) => String(each.id).padStart(departmentDigits, '0')).sort()
}
const membersOf = async (
  reading: Reading,
  department: string,
): Promise<{ members: readonly Member[]; problems: readonly SyncProblem[] }> => {
  try {
    const { userlist = [] } = await askDirectory<{ userlist?: readonly Member[] }>(reading.host, '/cgi-bin/user/list', {
      department_id: Number(department),
    })
    return { members: userlist, problems: [] }
  } catch (cause) {
    return { members: [], problems: [problemOf('staff', department, cause)] }
  }
}

/** Members by department; one that cannot be read becomes a problem of its page. */
export const staff: Phase = async function* (reading, from) {
  const all = await departmentsOf(reading)
  const follows = new Set(await followers(reading.host))
  for (const department of after(all, from.at)) {
    const { members, problems } = await membersOf(reading, department)
    yield {
      checkpoint: reading.at('staff', department),
      facts: members.map((each) =>
        reading.fact('wecom.staff_seen', `staff:${each.userid}`, {
          userid: each.userid,
          name: each.name ?? '',
          alias: each.alias ?? '',
          position: each.position ?? '',
          departments: each.department ?? [],
          main_department: each.main_department ?? each.department?.[0] ?? null,
          status: each.status ?? 1,
          follows_customers: follows.has(each.userid),
          ...reachedBy(each),
        }),
      ),
      progress: { done: all.indexOf(department) + 1, total: all.length },
      problems,
    }
  }
}
