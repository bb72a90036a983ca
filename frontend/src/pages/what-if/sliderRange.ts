/** How far a slider goes and by how much: twice what is reported, or what is missing and half again; in round steps. */
export function sliderRange(reported: number, room: number, isDecimal: boolean): { max: number; step: number } {
  const wanted = Math.max(reported * 2, reported + room * 1.5, 10)
  const magnitude = 10 ** Math.floor(Math.log10(wanted))
  const step = isDecimal ? magnitude / 100 : Math.max(1, magnitude / 200)
  const whole = isDecimal ? Number(step.toPrecision(1)) : Math.round(step)
  return { max: Math.ceil(wanted / magnitude) * magnitude, step: whole }
}
