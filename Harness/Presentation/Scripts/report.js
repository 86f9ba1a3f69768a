// The charts of report.html. Data comes from the element report-data; nothing is loaded from elsewhere.
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('report-data').textContent);
  const section = document.getElementById('explore');
  const names = data.systems.map(system => system.name);
  const views = [];
  const font = '"Liberation Sans", Arial, sans-serif';
  const width = 640;

  const fills = { domain: names, range: data.systems.map(system => system.fill) };
  const strokes = { domain: names, range: data.systems.map(system => system.stroke) };
  const filterBy = (field, parameter) => ({ filter: `indexof(${parameter}, datum.${field}) >= 0` });
  const config = {
    font, background: null, view: { stroke: null },
    axis: { labelFontSize: 12, titleFontSize: 13, titleFontWeight: 'normal', gridColor: '#e4e4e4', labelOverlap: true },
    legend: { disable: true },
  };

  function element(parent, kind, attributes = {}, text = '') {
    const made = document.createElement(kind);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    made.textContent = text;
    parent.append(made);
    return made;
  }

  /** A row of switches; `changed` is told which are on. */
  function switches(parent, label, items, changed) {
    const on = new Set(items.filter(item => item.on).map(item => item.name));
    const row = element(parent, 'div', { class: 'switches', role: 'group', 'aria-label': label });
    items.forEach(({ name, colour, on: starts }) => {
      const button = element(row, 'button', { type: 'button', 'aria-pressed': String(starts) });
      element(button, 'i').style.background = colour;
      button.append(name);
      button.addEventListener('click', () => {
        on.has(name) ? on.delete(name) : on.add(name);
        button.setAttribute('aria-pressed', String(on.has(name)));
        changed(items.map(item => item.name).filter(item => on.has(item)));
      });
    });
  }

  /** Draws a chart where `place` is; it follows the signals of `parameters`. */
  async function draw(place, spec, parameters) {
    const full = {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json', width, config, autosize: 'fit-x',
      params: Object.entries(parameters).map(([name, value]) => ({ name, value })), ...spec,
    };
    const { view } = await vegaEmbed(place, full, { actions: false, renderer: 'svg', tooltip: { theme: 'light' } });
    const found = views.findIndex(one => one.place === place);
    found < 0 ? views.push({ place, view, parameters }) : views.splice(found, 1, { place, view, parameters });
  }

  function set(parameter, value) {
    views.filter(one => parameter in one.parameters).forEach(one => {
      one.parameters[parameter] = value;
      one.view.signal(parameter, value).runAsync();
    });
  }

  let shown = names;
  switches(section, 'systems', data.systems.map(system => ({ name: system.name, colour: system.fill, on: true })),
    list => { shown = list; set('shown', list); });

  const unitOf = metric => data.estimates.find(row => row.metric === metric).unit;
  const titled = metric => metric.replace(/_(s|ms|bytes|ns)$/, '').replaceAll('_', ' ')
    + (unitOf(metric) === '1' ? '' : ` (${unitOf(metric)})`);

  function estimates(place, metric) {
    const values = data.estimates.filter(row => row.metric === metric);
    const numbers = values.flatMap(row => [row.median, row.low, row.high]).filter(number => number !== null);
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    const scale = least > 0 && most / least > 30 ? { type: 'log', nice: true } : { zero: true };
    const places = {
      x: { field: 'duration', type: 'nominal', sort: null, title: 'stream', axis: { labelAngle: 0 } },
      xOffset: { field: 'system', scale: { domain: names } },
    };
    return draw(place, {
      height: 260, data: { values },
      transform: [filterBy('system', 'shown')], resolve: { scale: { color: 'independent' } },
      layer: [
        { mark: { type: 'rule', strokeWidth: 2 }, encoding: { ...places,
          y: { field: 'low', type: 'quantitative', scale, title: titled(metric) }, y2: { field: 'high' },
          color: { field: 'system', scale: strokes } } },
        { mark: { type: 'point', filled: true, size: 110, opacity: 1, stroke: '#1a1a1a', strokeWidth: 0.7 },
          encoding: { ...places, y: { field: 'median', type: 'quantitative', scale },
            color: { field: 'system', scale: fills },
            tooltip: ['system', 'duration', 'metric', 'unit', 'median', 'low', 'high', 'interval', 'mean', 'minimum',
              'maximum', 'trials', 'others'].map(field => ({ field,
              ...(typeof values[0][field] === 'number' ? { format: '.4~g' } : {}) })) } },
      ],
    }, { shown });
  }

  const metrics = [...new Set(data.estimates.map(row => row.metric))];
  const first = metrics.includes('processing_overhead_s') ? 'processing_overhead_s' : metrics[0];
  element(section, 'h3', {}, 'Estimates');
  const label = element(section, 'label', {}, 'Metric ');
  const choice = element(label, 'select', { id: 'metric' });
  metrics.forEach(metric => element(choice, 'option', { value: metric }, metric));
  choice.value = first;
  const estimatesAt = element(section, 'div', { id: 'chart-estimates' });
  choice.addEventListener('change', () => estimates(estimatesAt, choice.value));
  const drawing = [estimates(estimatesAt, first)];

  if (data.phases.some(row => row.phase)) {
    const rows = data.phases.filter(row => row.phase).map((row, order) => ({ ...row, order,
      cell: `${row.system}, ${row.duration_s} s` }));
    const phases = Object.keys(data.phaseColours)
      .filter(phase => rows.some(row => row.phase === phase && row.seconds));
    const short = phases.filter(phase => phase !== 'steady' && phase !== 'generate');
    element(section, 'h3', {}, 'Phases from t0 to t2, of the median trial of each cell');
    switches(section, 'phases', phases.map(name => ({
      name, colour: data.phaseColours[name], on: short.includes(name) })), list => set('phases', list));
    drawing.push(draw(element(section, 'div', { id: 'chart-phases' }), {
      height: { step: 20 }, autosize: 'pad', data: { values: rows },
      transform: [filterBy('system', 'shown'), filterBy('phase', 'phases')],
      mark: { type: 'bar', stroke: '#1a1a1a', strokeWidth: 0.5 },
      encoding: {
        y: { field: 'cell', type: 'nominal', sort: { field: 'order', op: 'min' }, title: null,
          axis: { labelLimit: 220 } },
        x: { field: 'seconds', type: 'quantitative', title: 'seconds in the phases that are on' },
        order: { field: 'order' },
        color: { field: 'phase', scale: { domain: phases, range: phases.map(phase => data.phaseColours[phase]) } },
        tooltip: [{ field: 'system' }, { field: 'duration_s', title: 'stream, s' }, { field: 'trial_id', title: 'trial' },
          { field: 'phase' }, { field: 'seconds', format: '.4~g' }],
      },
    }, { shown, phases: short }));
  }

  /** Steps with a point under the pointer that tells its numbers. */
  const steps = (x, y, tooltip) => {
    const encoding = { x, y, color: { field: 'system', scale: strokes } };
    return {
      height: 260, transform: [filterBy('system', 'shown')],
      layer: [
        { mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2 }, encoding },
        { mark: { type: 'point', filled: true, size: 60 },
          params: [{ name: 'near', select: { type: 'point', on: 'pointerover', clear: 'pointerout', nearest: true } }],
          encoding: { ...encoding, tooltip,
            opacity: { condition: { param: 'near', empty: false, value: 1 }, value: 0 } } },
      ],
    };
  };
  const stream = rows => `${rows.find(row => row.duration_s).duration_s} s`;

  if (data.latencies.some(row => row.latency_ms)) {
    const values = data.latencies.filter(row => row.latency_ms);
    element(section, 'h3', {}, `Event latency from the due time, streams of ${stream(values)}`);
    drawing.push(draw(element(section, 'div', { id: 'chart-latencies' }), { data: { values }, ...steps(
      { field: 'latency_ms', type: 'quantitative', scale: { type: 'log', nice: false },
        title: 'latency (ms)', axis: { tickCount: 6 } },
      { field: 'share', type: 'quantitative', title: 'share of events' },
      [{ field: 'system' }, { field: 'latency_ms', title: 'latency, ms', format: '.4~g' },
        { field: 'share', title: 'of events', format: '.2%' }]) }, { shown }));
  }

  if (data.timeline.some(row => row.backlog !== null)) {
    const values = data.timeline.filter(row => row.backlog !== null);
    element(section, 'h3', {}, `Waiting events, streams of ${stream(values)}, of the median trial of each system`);
    drawing.push(draw(element(section, 'div', { id: 'chart-timeline' }), { data: { values }, ...steps(
      { field: 'time_s', type: 'quantitative', title: 'seconds since t0' },
      { field: 'backlog', type: 'quantitative', scale: { type: 'symlog' }, title: 'waiting events' },
      [{ field: 'system' }, { field: 'trial_id', title: 'trial' },
        { field: 'time_s', title: 'since t0, s', format: '.4~g' }, { field: 'backlog', title: 'waiting' }]) },
    { shown }));
  }

  section.hidden = false;
  Promise.all(drawing).then(() => section.setAttribute('data-drawn', 'true'));
})();
