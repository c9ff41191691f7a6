import { type City, provinces, type Province, saidOf } from './regions.ts'

/** What a line of text says of a place. */
interface ReadAddress {
  readonly country?: string
  readonly province?: string
  readonly city?: string
  readonly district?: string
  readonly street?: string
  readonly detail?: string
  readonly postcode?: string
}

/** What of a text was understood, and the rest of it. */
interface Step<T> {
  readonly found: T
  readonly rest: string
}

interface Named<T> {
  readonly name: string
  readonly found: T
}
/** Names by their first letter, the longest first: so that 吉林市 is not 吉林. */
const byLetter = <T>(all: readonly Named<T>[]): ReadonlyMap<string, readonly Named<T>[]> => {
  const sorted = all.toSorted((a, b) => b.name.length - a.name.length)
  return Map.groupBy(sorted, ({ name }) => name.charAt(0))
}
const gap = /^[\s,，、.·\-–—/]+/
const gapBehind = /[\s,，、.·\-–—/]+$/
/** After a short name: 南京路 is a road, 朝阳区 a district, 吉林大学 a school. */
const otherwise =
  /^(?:[东西南北中前后]?[一二三四五六七八九十]*(?:路|街|大道|大街|巷|里|弄|桥|门|镇|乡|村|区|县|旗|胡同|新村|花园)|大厦|饭店|宾馆|酒店)/

interface Index {
  readonly full: ReadonlyMap<string, readonly Named<Province>[]>
  readonly short: ReadonlyMap<string, readonly Named<Province>[]>
  readonly cities: ReadonlyMap<string, readonly Named<City>[]>
  readonly shortCities: ReadonlyMap<string, readonly Named<City>[]>
  /** Districts whose name there is once: they tell where they lie. */
  readonly districts: ReadonlyMap<string, readonly Named<City>[]>
}
let kept: Index | undefined
const index = (): Index => {
  if (kept) return kept
  const all = provinces()
  const cities = all.flatMap((one) => one.cities)
  const lying = Map.groupBy(
    cities.flatMap((city) => city.districts.map((name) => ({ name, found: city }))),
    ({ name }) => name,
  )
  kept = {
    full: byLetter(all.map((one) => ({ name: one.name, found: one }))),
    short: byLetter(all.map((one) => ({ name: one.short, found: one }))),
    cities: byLetter(cities.map((one) => ({ name: one.name, found: one }))),
    shortCities: byLetter(cities.map((one) => ({ name: one.short, found: one }))),
    districts: byLetter([...lying.values()].flatMap((same) => (same.length === 1 ? same : []))),
  }
  return kept
}

const at = <T>(text: string, names: ReadonlyMap<string, readonly Named<T>[]>, isShort = false): Step<T> | null => {
  for (const { name, found } of names.get(text.charAt(0)) ?? []) {
    if (!text.startsWith(name)) continue
    const rest = text.slice(name.length)
    if (isShort && otherwise.test(rest)) continue
    return { found, rest: rest.replace(gap, '') }
  }
  return null
}

const provinceAt = (text: string): Step<Province> | null => {
  const full = at(text, index().full)
  if (full) return full
  const short = at(text, index().short, true)
  if (!short) return null
  // 北京市 is no 北京 with 市 left over; 广东广州 and 广东省 are the same province.
  return { found: short.found, rest: short.rest.replace(/^(?:省|市|自治区)(?=.)/, '').replace(gap, '') }
}

const cityNames = new Map<
  string,
  { full: ReadonlyMap<string, readonly Named<City>[]>; short: ReadonlyMap<string, readonly Named<City>[]> }
>()
const citiesOf = (province: Province) => {
  const known = cityNames.get(province.name)
  if (known) return known
  const made = {
    full: byLetter(province.cities.map((one) => ({ name: one.name, found: one }))),
    short: byLetter(province.cities.map((one) => ({ name: one.short, found: one }))),
  }
  cityNames.set(province.name, made)
  return made
}
const cityAt = (text: string, province: Province | undefined): Step<City> | null => {
  const { cities, shortCities } = index()
  const { full, short } = province ? citiesOf(province) : { full: cities, short: shortCities }
  return at(text, full) ?? at(text, short, true)
}

type Districts = ReadonlyMap<string, readonly Named<Named<City>>[]>
interface DistrictNames {
  readonly whole: Districts
  readonly short: Districts
}
/** What lies in some cities, by all that it is called; what two are called is left out. */
const districtNames = (cities: readonly City[]): DistrictNames => {
  const all = cities.flatMap((city) => city.districts.map((name) => ({ said: saidOf(name), found: { name, found: city } })))
  const single = (named: readonly Named<Named<City>>[]): Districts => {
    const same = Map.groupBy(named, ({ name }) => name)
    return byLetter(
      [...same.values()].flatMap(
        (some) => some.find(({ name, found }) => name === found.name) ?? (some.length === 1 ? some : []),
      ),
    )
  }
  return {
    whole: single(all.flatMap(({ said, found }) => said.whole.map((name) => ({ name, found })))),
    short: single(all.map(({ said, found }) => ({ name: said.short, found }))),
  }
}
const keptNames = new Map<City | Province, DistrictNames>()
const namesIn = (place: City | Province): DistrictNames => {
  const known = keptNames.get(place)
  if (known) return known
  const made = districtNames('cities' in place ? place.cities : [place])
  keptNames.set(place, made)
  return made
}

/** A district by its name; where neither province nor city is said, one whose whole name there is once. */
const districtAt = (text: string, within: City | Province | undefined): Step<Named<City>> | null => {
  if (within) {
    const { whole, short } = namesIn(within)
    return at(text, whole) ?? at(text, short, true)
  }
  const found = at(text, index().districts)
  return (
    found && {
      rest: found.rest,
      found: { name: text.slice(0, text.length - found.rest.length).replace(gapBehind, ''), found: found.found },
    }
  )
}

const streetOf = /^([\p{Script=Han}]{2,8}?(?:街道|镇|乡))(?!路|街|村口)[\s,，]*(.*)$/su
const country = /^(?:中华人民共和国|中国|China\b)[\s,，]*/i
const labelled = /^(?:地址|住址|收货地址|联系地址|所在地|公司地址)\s*[:：]\s*/
const postcodeAtEnd = /[\s,，(（]*(?:邮编|邮政编码)?\s*[:：]?\s*(?<!\d)(\d{6})[)）]?$/
const postcodeInFront = /^(\d{6})[\s,，]+/

interface Place {
  readonly province: string
  readonly city?: string
  readonly district?: string
  readonly rest: string
}

const provinceNamed = (city: City): Province | undefined => provinces().find(({ name }) => name === city.province.name)

/** Province, city and district at the beginning of a text. */
const placeAt = (text: string): Place | null => {
  const whole = at(text, index().full) ? null : at(text, index().cities)
  const said = whole ? { found: provinceNamed(whole.found), rest: text } : provinceAt(text)
  const single = said?.found?.cities.length === 1 ? said.found.cities[0] : undefined
  const behind = said?.rest ?? text
  const city = cityAt(behind, said?.found)
  const inCity = city?.found ?? single
  const district = districtAt(city?.rest ?? behind, inCity ?? said?.found)
  const place = inCity ?? district?.found.found
  if (!said && !place) return null
  const province = said?.found?.name ?? place?.province.name ?? ''
  return {
    province,
    ...(place ? { city: place.name } : {}),
    ...(district ? { district: district.found.name } : {}),
    rest: district?.rest ?? city?.rest ?? behind,
  }
}

/** Where in a text a place is named by its whole name, if it does not begin with one. */
const laterPlace = /(?:[\p{Script=Han}]{2,8}?(?:省|自治区|特别行政区)|[\p{Script=Han}]{2,3}?市)/u
const placeIn = (text: string): Place | null => {
  const first = placeAt(text)
  if (first) return first
  for (let from = 0; from < Math.min(text.length, 30); ) {
    const met = laterPlace.exec(text.slice(from))
    if (!met) return null
    // The name may begin anywhere within what ends like one.
    for (let start = from + met.index; start < from + met.index + met[0].length - 1; start++) {
      const place = placeAt(text.slice(start))
      const front = text.slice(0, start).trim()
      // Behind a road and its number stands what a house is called, not where it lies.
      if (/\d/.test(front)) return null
      if (place?.city) return { ...place, rest: [front, place.rest].filter(Boolean).join(' ') }
    }
    from += met.index + met[0].length
  }
  return null
}

/** Reads a Chinese address as people write it, with or without spaces, with or without 省 and 市. What is not understood is the detail. */
export const readAddress = (given: string): ReadAddress => {
  let text = given.replace(labelled, '')
  const tail = postcodeAtEnd.exec(text)
  const front = postcodeInFront.exec(text)
  const postcode = front?.[1] ?? tail?.[1]
  if (front) text = text.slice(front[0].length)
  else if (tail) text = text.slice(0, tail.index)
  const inChina = country.exec(text)
  const place = placeIn(inChina ? text.slice(inChina[0].length) : text)
  if (!place) return { ...(given === '' ? {} : { detail: given }) }
  const [, street, behind] = (place.district && streetOf.exec(place.rest)) || []
  const detail = (street ? (behind ?? '') : place.rest).trim()
  return {
    ...(inChina ? { country: inChina[0].replace(/[\s,，]+$/, '') } : {}),
    province: place.province,
    ...(place.city ? { city: place.city } : {}),
    ...(place.district ? { district: place.district } : {}),
    ...(street ? { street } : {}),
    ...(detail ? { detail } : {}),
    ...(postcode ? { postcode } : {}),
  }
}

const chinese = /^(?:中国|中华人民共和国|china|cn)$/i
/** Whole names for what people shorten in columns of their own: 广东 is 广东省, and 深圳 in it 深圳市. So one place is one group. */
export const wholeNames = (parts: Readonly<Record<string, string>>): Record<string, string> => {
  if (parts.country !== undefined && !chinese.test(parts.country)) return { ...parts }
  const province = provinces().find(({ name, short }) => parts.province === name || parts.province === short)
  const cities = province ? province.cities : parts.province ? [] : provinces().flatMap((one) => one.cities)
  const same = cities.filter(({ name, short }) => parts.city === name || parts.city === short)
  const [city] = same
  return {
    ...parts,
    ...(province ? { province: province.name } : {}),
    ...(city && same.length === 1 ? { city: city.name } : {}),
  }
}
