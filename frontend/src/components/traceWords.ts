import type { Lang } from '../i18n/text.ts'

// The engine words its rules in English; these are the same rules as the Chinese forms word them.
const formulas: Record<string, string> = {
  'teachers above the required degree × 100 / pupils': '高于规定学历教师数 × 100 ÷ 学生数',
  'backbone teachers × 100 / pupils': '县级以上骨干教师数 × 100 ÷ 学生数',
  '(PE + music + fine art + arts teachers) × 100 / pupils': '（体育 + 音乐 + 美术 + 艺术专任教师数）× 100 ÷ 学生数',
  '(teaching area − indoor sports area) × share / pupils': '（教学及辅助用房面积 − 室内体育用房面积）× 学段分摊比例 ÷ 学生数',
  '(sports ground + indoor sports area) × share / pupils': '（运动场地面积 + 室内体育用房面积）× 学段分摊比例 ÷ 学生数',
  'equipment value × 10,000 × share / pupils': '教学仪器设备资产值（万元）× 10000 × 学段分摊比例 ÷ 学生数',
  'multimedia classrooms × share × 100 / pupils': '网络多媒体教室间数 × 学段分摊比例 × 100 ÷ 学生数',
  'both coefficients within their limits, and every unit below the threshold passes all the same': '两个学段的差异系数都不超过限值，且低于标准的单元按“至少 6 项达标、余项不低于 85%”仍判为达标',
  'claimed with documents': '凭佐证材料认定',
  'claimed with documents; the county’s claim speaks for schools without one of their own': '凭佐证材料认定；学校没有单独认定的，以区县的认定为准',
  "claimed with documents; the county's claim speaks for schools without one of their own": '凭佐证材料认定；学校没有单独认定的，以区县的认定为准',
  'every school that the item looks at meets it': '所考察的每所学校都达标',
  'the indicator does not look at this school': '这项指标不考察该校',
  'quota of the year ≥ the national one, and not lower than the year before, in both stages; the rest attested': '两个学段的定额都不低于当年国家标准，也不低于上一年；其余部分凭佐证认定',
  'operating funds of special schools × 10,000 / their pupils ≥ minimum': '特殊教育学校公用经费（万元）× 10000 ÷ 其学生数 ≥ 最低标准',
  'average teacher pay ≥ average civil-servant pay; payment in full attested': '教师年平均工资 ≥ 公务员年平均工资；按时足额发放凭佐证认定',
  'rotated / eligible ≥ minimum, and backbone / rotated ≥ its minimum': '交流轮岗教师数 ÷ 符合交流条件教师数 ≥ 最低比例，且其中骨干教师占比 ≥ 最低比例',
  'Σ catchment pupils / Σ pupils by stage, over town and urban public day schools': '城区和镇区公办走读学校：分学段的划片范围内学生数合计 ÷ 学生数合计',
  'catchment pupils / pupils, by stage; town and urban public day schools': '分学段的划片范围内学生数 ÷ 学生数；只看城区和镇区公办走读学校',
  'allocated / planned places ≥ minimum; tilt to rural schools attested': '分配名额 ÷ 招生计划 ≥ 最低比例；向农村初中倾斜凭佐证认定',
  '(public + purchased places) / eligible children ≥ minimum; care attested': '（公办就读 + 政府购买学位就读）÷ 符合条件随迁子女数 ≥ 最低比例；关爱体系凭佐证认定',
  'A: (graduates − in + out) / (entrants − deaths)': '（毕业生数 − 转入 + 转出）÷（三年前初一学生数 − 死亡）',
  'B: graduates / (entrants + in − out − deaths), at most 100 %': '毕业生数 ÷（三年前初一学生数 + 转入 − 转出 − 死亡），最高 100%',
  'enrolled / of school age ≥ minimum': '入学数 ÷ 适龄残疾儿童少年数 ≥ 最低比例',
  'every subject handed in: level ≥ 3 and difference rate < 0.15': '报送的每个学科：学业水平等级 ≥ 3，且校际差异率 < 0.15',
  'satisfied / valid questionnaires ≥ minimum': '满意问卷数 ÷ 有效问卷数 ≥ 最低比例',
  'satisfied / asked on site ≥ minimum': '满意人数 ÷ 走访人数 ≥ 最低比例',
  'music rooms ≥ ⌈classes / 12⌉ and art rooms ≥ ⌈classes / 12⌉, each of the least size': '音乐、美术专用教室分别不少于“班级数 ÷ 12，向上取整”，且每间不小于最低面积',
  'music rooms + art rooms ≥ ⌈classes / 12⌉, each of the least size': '音乐和美术专用教室合计不少于“班级数 ÷ 12，向上取整”，且每间不小于最低面积',
  'pupils of grades 1-9 ≤ limit of the kind of school': '一至九年级学生数 ≤ 该类学校的规模上限',
  'no class above the limit of its stage; the size bands account for every class': '没有超过本学段上限的班级；各人数段的班级数合计等于教学班数',
  'operating budget × 10,000 ≥ 100 × quota a pupil, for schools under 100 pupils and teaching points': '不足 100 人的学校和教学点：公用经费预算（万元）× 10000 ≥ 100 × 生均定额',
  'trainedTeachers / full-time teachers of the compulsory stages': '五年 360 学时培训达标教师数 ÷ 义务教育阶段专任教师数',
  'certifiedTeachers / full-time teachers of the compulsory stages': '持证专任教师数 ÷ 义务教育阶段专任教师数',
  'training budget / operating budget': '教师培训经费预算 ÷ 公用经费预算',
  'CV = S / mean, mean = Σx / ΣP, S = √( Σ P/ΣP · (x/P − mean)² )': '差异系数 CV = S ÷ 平均值；平均值 = Σx ÷ ΣP；S = √( Σ P/ΣP · (x/P − 平均值)² )。x 为总量，P 为学生数',
}

const stage = (s: string) => (s === 'PRIMARY' ? '小学' : s === 'JUNIOR' ? '初中' : s)

const phrases: [RegExp, (m: string[]) => string][] = [
  [/^does not hold$/, () => '不成立'],
  [/^holds$/, () => '成立'],
  [/^round half up to (\d+) decimals$/, ([, n]) => `四舍五入到 ${n} 位小数`],
  [/^per cent, round half up to (\d+) decimal$/, ([, n]) => `百分数，四舍五入到 ${n} 位小数`],
  [/^(.*), rounded up$/, ([, x]) => `${x}，向上取整`],
  [/^(.*) \(year before\)$/, ([, x]) => `${x}（上一年）`],
  [/^(\d+) units in the sums, (\d+) missing$/, ([, a, b]) => `${a} 个单元参与计算，${b} 个缺数据`],
  [/^(\d+) pupils$/, ([, n]) => `${n} 名学生`],
  [/^(PRIMARY|JUNIOR): coefficient (\S+), limit (\S+), (\d+) units, (\d+) missing$/, ([, s = '', c, l, u, m]) => `${stage(s)}：差异系数 ${c}，限值 ${l}，${u} 个单元，${m} 个缺数据`],
  [/^(PRIMARY|JUNIOR): (\d+) of (\d+) units reach the threshold, (\d+) pass as units$/, ([, s = '', a, b, c]) => `${stage(s)}：${b} 个单元中 ${a} 个达到标准，${c} 个综合达标`],
  [/^(PRIMARY|JUNIOR): (\d+) schools, (\d+) of them not reported$/, ([, s = '', a, b]) => `${stage(s)}：${a} 所学校，其中 ${b} 所未填报`],
  [/^classes above (\d+) pupils: (\d+) of (\d+) in bands$/, ([, l, a, b]) => `超过 ${l} 人的班级：${b} 个中有 ${a} 个`],
  [/^graduates, in, out, entrants, deaths$/, () => '毕业生、转入、转出、三年前初一、死亡'],
  [/^music rooms from (\d+) m²: (\d+), art rooms from (\d+) m²: (\d+), need (\d+)$/, ([, a, b, c, d, e]) => `${a} m² 及以上音乐教室 ${b} 间，${c} m² 及以上美术教室 ${d} 间，各需 ${e} 间`],
  [/^limit (\d+), combined schools (\d+)$/, ([, a, b]) => `上限 ${a}，一贯制学校 ${b}`],
  [/^not computable: (.*)$/, () => '缺少数据，无法计算'],
  [/^not computable: no unit, or the mean is 0$/, () => '没有单元或平均值为 0，无法计算'],
  [/^not reported$/, () => '未填报'],
  [/^met only by a relaxation$/, () => '按放宽条款达标'],
  [/^a plan is due by (\S+)$/, ([, d]) => `须在 ${d} 前完成整改计划`],
  [/^(.*): (\d+) ≥ (\S+) and (\S+) < (\S+)$/, ([, s, a, b, c, d]) => `${s}：${a} ≥ ${b}，且 ${c} < ${d}`],
  [/^(\d+) × quota, weighted by pupils$/, ([, n]) => `${n} × 定额（按学生数加权）`],
  [/^the county's own quota of the year is not reported; the national one is taken$/, () => '区县当年定额未填报，按国家定额计算'],
  [/^BUILT_BY$/, () => '建成年份较早'],
  [/^(MET|UNMET|NEAR|PENDING|NOT_COMPUTABLE|NOT_APPLICABLE)$/, ([s = '']) => ({ MET: '达标', UNMET: '未达标', NEAR: '接近', PENDING: '待核查', NOT_COMPUTABLE: '无法计算', NOT_APPLICABLE: '不适用' })[s] ?? s],
]

/** A rule of the engine in the language of the interface; what the book lacks stays as it is. */
export function formulaIn(lang: Lang, formula: string): string {
  return lang === 'zh' ? (formulas[formula] ?? formula) : formula
}

/** A step's expression or outcome in the language of the interface. */
export function stepIn(lang: Lang, text: string): string {
  if (lang === 'en') return text
  for (const [pattern, say] of phrases) {
    const m = pattern.exec(text)
    if (m) return say([...m])
  }
  return text
}

/** Inputs that are no figure of the dictionary: results of stages, numbers of the edition. */
const keysZh: Record<string, string> = {
  threshold: '标准值',
  limit: '限值',
  classesPerRoom: '每间专用教室对应班数',
  limitPrimary: '小学班额上限',
  limitJunior: '初中班额上限',
  attestation: '佐证认定',
  countyAttestation: '区县的佐证认定',
  level: '学业水平等级下限',
  differenceBelow: '校际差异率上限',
  minimum: '最低标准',
  minimumBackbone: '骨干教师最低比例',
}

const keysEn: Record<string, string> = {
  threshold: 'Standard',
  limit: 'Limit',
  classesPerRoom: 'Classes a room serves',
  limitPrimary: 'Class size limit, primary',
  limitJunior: 'Class size limit, junior',
  attestation: 'Attestation',
  countyAttestation: 'Attestation of the county',
  level: 'Least standard level',
  differenceBelow: 'Difference rate below',
  minimum: 'Minimum',
  minimumBackbone: 'Minimum of backbone teachers',
}

export function inputIn(lang: Lang, key: string, label: string): string {
  const [first = '', second] = key.split(' ')
  if (first === 'PRIMARY' || first === 'JUNIOR') return lang === 'zh' ? `${stage(first)} ${second ?? ''}` : `${first === 'PRIMARY' ? 'Primary' : 'Junior'} ${second ?? ''}`
  if (second && first === 'level') return lang === 'zh' ? `${second}学业水平等级` : `Standard level, ${second}`
  if (second && first === 'differenceRate') return lang === 'zh' ? `${second}校际差异率` : `Difference rate, ${second}`
  return (lang === 'zh' ? keysZh : keysEn)[key] ?? label
}
