// Synoptic in the browser. Everything works without this file; with it there are
// keys, pictures as PNG, filters that apply when chosen and points that light up
// together.
(() => {
  'use strict';
  const $ = (s, root = document) => root.querySelector(s);
  const all = (s, root = document) => [...root.querySelectorAll(s)];

  // Keys.
  const places = { h: '/', e: '/events', s: '/storylines', a: '/actors', o: '/outlets', q: '/quote', i: '/inbox' };
  const lines = () => all('.events>li, .hits>li, .pairs>li, .said>li, .grid tbody[id]').filter((e) => e.checkVisibility());
  let pending = '';
  let here = -1;
  const move = (by) => {
    const list = lines();
    if (!list.length) return;
    list[here]?.classList.remove('here');
    here = Math.max(0, Math.min(list.length - 1, here + by));
    list[here].classList.add('here');
    list[here].scrollIntoView({ block: 'nearest' });
    const link = $('a', list[here]);
    if (link) link.focus({ preventScroll: true });
  };
  const theme = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme === 'dark' || (root.dataset.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    root.dataset.theme = dark ? 'light' : 'dark';
    fetch('/settings', { method: 'POST', body: new URLSearchParams({ theme: root.dataset.theme }), redirect: 'manual' });
  };
  const keys = {
    '/': () => $('#q').focus(),
    '?': () => { location.href = '/help'; },
    j: () => move(1),
    k: () => move(-1),
    t: theme,
    n: () => $('a[rel=next]')?.click(),
  };
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Escape') {
      document.activeElement?.blur();
      return;
    }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && !/^(checkbox|radio)$/.test(e.target.type)) return;
    if (pending === 'g' && places[e.key]) {
      location.href = places[e.key];
      return;
    }
    pending = e.key === 'g' ? 'g' : '';
    const layer = all('#layers input[type=checkbox]')[Number(e.key) - 1];
    if (layer) layer.click();
    else if (keys[e.key]) keys[e.key]();
    else return;
    e.preventDefault();
  });

  // Filters apply when something is chosen.
  all('.filters select').forEach((s) => s.addEventListener('change', () => s.form.requestSubmit()));
  // Fields that are empty stay out of the address.
  all('form.filters').forEach((f) => f.addEventListener('formdata', (e) => {
    for (const [k, v] of [...e.formData]) if (v === '') e.formData.delete(k);
  }));
  // The address follows the layers that are switched on.
  const layers = $('#layers');
  if (layers) layers.addEventListener('change', () => {
    const on = all('input:checked', layers).map((i) => i.value).join(',');
    const u = new URL(location.href);
    u.searchParams.set('show', on);
    history.replaceState(null, '', u);
  });

  // The same point lights up in all texts.
  const point = (e) => $('.ref', e)?.textContent || (e.previousElementSibling?.matches('.ref') ? e.previousElementSibling.textContent : '');
  const marks = all('.texts .pt');
  marks.forEach((m) => m.addEventListener('mouseenter', () => {
    const n = point(m);
    marks.forEach((o) => o.classList.toggle('lit', n !== '' && point(o) === n));
  }));

  // Pictures as PNG: the browser draws the SVG, with its fonts for all scripts.
  all('a.png').forEach((a) => a.addEventListener('click', (e) => {
    e.preventDefault();
    const img = new Image();
    img.onload = () => {
      const c = document.createElement('canvas');
      c.width = img.naturalWidth * 2;
      c.height = img.naturalHeight * 2;
      c.getContext('2d').drawImage(img, 0, 0, c.width, c.height);
      c.toBlob((blob) => {
        const save = document.createElement('a');
        save.href = URL.createObjectURL(blob);
        save.download = (a.dataset.name || 'picture') + '.png';
        save.click();
        setTimeout(() => URL.revokeObjectURL(save.href), 10000);
      }, 'image/png');
    };
    img.src = a.href;
  }));
})();
