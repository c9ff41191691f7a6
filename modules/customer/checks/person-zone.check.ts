import { defineCheck, isZone, textIn } from '@lianke/kernel'

/** A person's time zone is one that there is: messages and waits go by it. */
export const personZone = defineCheck({
  name: 'customer.person_zone',
  when: ['zone'],
  run: async (_work, rows) =>
    rows.flatMap(({ row }, index) => {
      const zone = textIn(row.zone)
      return zone && !isZone(zone) ? [{ index, path: '/zone', code: 'customer.unknown_zone', params: { zone } }] : []
    }),
})
