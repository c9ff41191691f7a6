import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'
import { dealName, knownAccount, knownPerson, leadToCarry } from './find-or-make.ts'
import { lead } from '../objects/lead.object.ts'

/** What converting a lead would find and what it would make, by the rules of converting; changes nothing. */
export const leadFound = defineCommand({
  name: 'lead.found',
  label: label('查找线索对应的客户', 'Find whom a lead is'),
  may: 'lead.convert',
  on: lead,
  rows: 'read',
  place: [],
  input: z.strictObject({ id: z.uuid() }),
  run: async (work, { id }) => {
    const carried = await leadToCarry(work, id, false)
    // What is carried over in full is told as whoever asks sees it.
    const seen = await work.records.get(lead, id)
    const said = { ...carried, name: seen.name, company: seen.company, interest: seen.interest }
    const person = await knownPerson(work, carried)
    const account = await knownAccount(work, carried)
    return {
      person: person && { id: person.id, title: person.name },
      account: account && { id: account.id, title: account.name },
      // What is made where nothing is found.
      names: { person: said.name ?? null, account: said.company ?? null, opportunity: dealName(said) },
    }
  },
})
