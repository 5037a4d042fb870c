import { useEffect, useRef, useState } from 'react';

const WORDS = {
  ru: {
    editor: 'Редактор баннеров', rename: 'Название', version: 'версия', undo: 'Отменить', redo: 'Повторить', versions: 'Версии', restore: 'Вернуть', current: 'сейчас',
    saving: 'Сохраняем…', saved: 'Сохранено', unsaved: 'Не сохранено: текст не помещается', checking: 'Проверяем…', formats: 'Форматы', add: 'Добавить формат', removeFormat: 'Убрать этот формат',
    ready: 'готов', attention: 'нужно внимание', refused: 'не прошёл проверку', fit: 'Вписать', zoomIn: 'Крупнее', zoomOut: 'Мельче', making: 'Делаем баннер', stop: 'Остановить',
    variants: 'Варианты', propose: '3 варианта', take: 'Взять целиком', takeTexts: 'Тексты', takePictures: 'Картинки', variant: 'Вариант',
    texts: 'Тексты', others: 'Другие тексты', shorter: 'Короче', chars: 'зн.', fits: 'помещается', over: (px) => `не помещается на ${px} px`, lock: 'Закрепить', unlock: 'Открепить', wrote: 'Написал:',
    pictures: 'Картинки', picture: 'Картинка', describe: 'Что на картинке', replace: 'Заменить', why: 'Почему эта картинка', ownFile: 'Свой файл', bank: 'банк', ai: 'ИИ', own: 'своя', source: 'Источник', kb: 'КБ', toy: 'Проба без обученной модели: не публикуйте',
    look: 'Оформление', ground: 'Фон', button: 'Цвет кнопки', asGround: 'Как у фона', report: 'Проверка', passed: 'пройдено', of: 'из', mend: 'Исправить', limit: 'предел', mended: 'исправлено', showPassed: 'Показать пройденные',
    people: 'Покажите человеку перед публикацией', facts: 'Сохраняем из оффера', download: 'Скачать', zip: 'Все форматы ZIP', approval: 'Согласование', ask: 'Отправить дизайнеру', copy: 'Скопировать ссылку', copied: 'Ссылка скопирована',
    states: { none: 'не отправлено', asked: 'ждёт решения', approved: 'согласовано', rejected: 'отклонено' }, needsApproval: 'Скачать можно после согласования.',
    problem: 'Сообщить о проблеме', problemHint: 'Что не так? Версия, запросы и зерно картинок приложатся сами.', send: 'Отправить', cancel: 'Отмена', sent: (n) => `Отправлено, номер ${n}`,
    share: 'Поделиться', shareHint: 'Имя, под которым коллега входит в студию', sharedOk: 'Доступ открыт', failed: 'Не получилось. Попробуйте ещё раз.', retry: 'Повторить', tooBig: 'Файл больше 10 МБ.', badKind: 'Подойдёт PNG, JPEG или WebP.', readOnly: 'Это баннер коллеги: его можно только смотреть.', left: (s) => `ещё около ${s} с`,
  },
  en: {
    editor: 'Banner editor', rename: 'Name', version: 'version', undo: 'Undo', redo: 'Redo', versions: 'Versions', restore: 'Restore', current: 'now',
    saving: 'Saving…', saved: 'Saved', unsaved: 'Not saved: the text does not fit', checking: 'Checking…', formats: 'Formats', add: 'Add a format', removeFormat: 'Remove this format',
    ready: 'ready', attention: 'needs attention', refused: 'did not pass', fit: 'Fit', zoomIn: 'Larger', zoomOut: 'Smaller', making: 'Making the banner', stop: 'Stop',
    variants: 'Variants', propose: '3 variants', take: 'Take all', takeTexts: 'Texts', takePictures: 'Pictures', variant: 'Variant',
    texts: 'Texts', others: 'Other texts', shorter: 'Shorter', chars: 'ch.', fits: 'fits', over: (px) => `${px} px too long`, lock: 'Lock', unlock: 'Unlock', wrote: 'Written by:',
    pictures: 'Pictures', picture: 'Picture', describe: 'What the picture shows', replace: 'Replace', why: 'Why this picture', ownFile: 'Own file', bank: 'bank', ai: 'AI', own: 'own', source: 'Source', kb: 'KB', toy: 'Toy weights: do not publish',
    look: 'Look', ground: 'Background', button: 'Button colour', asGround: 'As the background', report: 'Preflight', passed: 'passed', of: 'of', mend: 'Mend', limit: 'limit', mended: 'mended', showPassed: 'Show what passed',
    people: 'Show to a person before publishing', facts: 'Kept from the offer', download: 'Download', zip: 'All formats as ZIP', approval: 'Approval', ask: 'Send to the designer', copy: 'Copy the link', copied: 'Link copied',
    states: { none: 'not sent', asked: 'waiting', approved: 'approved', rejected: 'rejected' }, needsApproval: 'Downloads wait for the approval.',
    problem: 'Report a problem', problemHint: 'What is wrong? Version, prompts and seeds are attached.', send: 'Send', cancel: 'Cancel', sent: (n) => `Sent, number ${n}`,
    share: 'Share', shareHint: 'The name by which your colleague signs in', sharedOk: 'Shared', failed: 'That did not work. Try again.', retry: 'Try again', tooBig: 'The file is larger than 10 MB.', badKind: 'Use PNG, JPEG or WebP.', readOnly: 'A colleague owns this banner: you can look at it.', left: (s) => `about ${s} s left`,
  },
};
const SAVE_AFTER_MS = 700;
const PREVIEW_AFTER_MS = 150;
const KINDS = ['image/png', 'image/jpeg', 'image/webp'];
const MAX_BYTES = 10e6;
const ZOOM_STEP = 1.25;

// Chainlit evaluates this file anew at every render; a component that lives on window keeps its state and its focus.
const Editor = (window.adbannerEditor ||= function Editor({ props: p, callAction }) {
  const t = WORDS[p.language] || WORDS.ru;
  const [open, setOpen] = useState(p.open_layout_id);
  const [notice, setNotice] = useState('');
  const [saving, setSaving] = useState('');
  const [panel, setPanel] = useState('');
  const [preview, setPreview] = useState({});
  const known = p.formats.some((f) => f.id === open);
  const layoutId = known ? open : p.formats[0]?.id;
  const format = p.formats.find((f) => f.id === layoutId);
  const banner = p.banners.find((b) => b.layout_id === layoutId);
  const busy = p.status === 'running';
  const locked = busy || p.read_only;

  const call = async (name, payload) => {
    const answer = (await callAction({ name, payload }))?.response;
    if (!answer?.ok) setNotice(answer?.error || t.failed);
    return answer;
  };
  const command = (c) => { setNotice(''); return call('command', { command: c }); };
  const show = (id) => { setOpen(id); call('open_format', { layout_id: id }); };

  useEffect(() => { setPreview({}); }, [p.version, p.campaign_id]);
  useEffect(() => {
    const keys = (e) => {
      if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== 'z' || /^(INPUT|TEXTAREA)$/.test(e.target.tagName) || locked) return;
      e.preventDefault();
      if (e.shiftKey && p.can_redo) command({ kind: 'redo' });
      if (!e.shiftKey && p.can_undo) command({ kind: 'undo' });
    };
    const escape = (e) => { if (e.key === 'Escape') setPanel(''); };
    window.addEventListener('keydown', keys);
    window.addEventListener('keydown', escape);
    return () => { window.removeEventListener('keydown', keys); window.removeEventListener('keydown', escape); };
  });

  if (!format) return <div id="banner-editor" className="ab-editor" role="region" aria-label={t.editor} />;
  const shared = { t, p, call, command, busy, locked, banner, format, layoutId };
  return (
    <div id="banner-editor" className="ab-editor" role="region" aria-label={t.editor} data-status={p.status} data-version={p.version}>
      <Header {...shared} saving={saving} panel={panel} setPanel={setPanel} setNotice={setNotice} />
      {p.message ? <p className={p.status === 'idle' ? 'ab-notice' : 'ab-problem'} role="status" id="message">{p.message}</p> : null}
      {notice ? <p className="ab-problem" role="alert" id="notice">{notice}</p> : null}
      {p.read_only ? <p className="ab-notice">{t.readOnly}</p> : null}
      <Tabs {...shared} show={show} />
      <Preview {...shared} preview={preview[layoutId]} />
      {busy ? <Progress {...shared} /> : null}
      {p.variants.length && p.variants_layout_id === layoutId ? <Variants {...shared} /> : null}
      {banner ? (
        <>
          <Texts key={layoutId} {...shared} setSaving={setSaving} onPreview={(url) => setPreview((all) => ({ ...all, [layoutId]: url }))} />
          <Pictures {...shared} setNotice={setNotice} />
          <Look {...shared} />
          <Report {...shared} />
          <Hand {...shared} setNotice={setNotice} />
        </>
      ) : null}
    </div>
  );
});

const Turn = (window.adbannerTurn ||= function Turn({ forward }) {
  return <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" style={forward ? { transform: 'scaleX(-1)' } : {}}><path d="M5.5 2.5 2.5 5.5l3 3M2.5 5.5h7a4 4 0 0 1 0 8h-3" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" /></svg>;
});

const Header = (window.adbannerHeader ||= function Header({ t, p, call, command, busy, locked, saving, panel, setPanel, setNotice }) {
  const [title, setTitle] = useState(p.title);
  const [words, setWords] = useState('');
  useEffect(() => setTitle(p.title), [p.title]);
  const toggle = (name) => { setPanel(panel === name ? '' : name); setWords(''); };
  const report = async () => { const a = await call('report_problem', { text: words, layout_id: p.open_layout_id }); if (a?.ok) { setPanel(''); setNotice(''); setWords(t.sent(a.number)); } };
  const share = async () => { const a = await call('share', { person: words }); if (a?.ok) { setPanel(''); setWords(t.sharedOk); } };
  return (
    <header className="ab-head">
      <input className="ab-title" aria-label={t.rename} value={title} disabled={p.read_only} maxLength={120} onChange={(e) => setTitle(e.target.value)} onBlur={() => { if (title.trim() && title !== p.title) call('rename', { title }); }} onKeyDown={(e) => { if (e.key === 'Enter') e.target.blur(); }} />
      <div className="ab-row">
        <span className="ab-muted" id="version">{p.version ? `${t.version} ${p.version}` : ''}</span>
        <span className="ab-muted" id="save-state" role="status" aria-live="polite">{saving}</span>
        <span className="ab-grow" />
        <button type="button" id="undo" className="ab-button ab-small" title={t.undo} aria-label={t.undo} disabled={locked || !p.can_undo} onClick={() => command({ kind: 'undo' })}><Turn /></button>
        <button type="button" id="redo" className="ab-button ab-small" title={t.redo} aria-label={t.redo} disabled={locked || !p.can_redo} onClick={() => command({ kind: 'redo' })}><Turn forward /></button>
        <button type="button" id="versions" className="ab-button ab-small" aria-expanded={panel === 'versions'} onClick={() => toggle('versions')}>{t.versions}</button>
        <button type="button" id="share" className="ab-button ab-small" aria-expanded={panel === 'share'} disabled={p.read_only} onClick={() => toggle('share')}>{t.share}</button>
        <button type="button" id="problem" className="ab-button ab-small" aria-expanded={panel === 'problem'} onClick={() => toggle('problem')}>{t.problem}</button>
      </div>
      {!panel && words ? <p className="ab-notice" role="status">{words}</p> : null}
      {panel === 'versions' ? (
        <ol className="ab-panel ab-versions" aria-label={t.versions}>
          {p.versions.map((v) => (
            <li key={v.number} data-version={v.number} aria-current={v.current}>
              {v.thumbnail_url ? <img src={v.thumbnail_url} alt="" loading="lazy" /> : <span />}
              <span><b>{v.number}</b> {v.summary}</span>
              {v.current ? <span className="ab-muted">{t.current}</span> : <button type="button" className="ab-button ab-small" disabled={locked} onClick={() => { setPanel(''); command({ kind: 'restore_version', number: v.number }); }}>{t.restore}</button>}
            </li>
          ))}
        </ol>
      ) : null}
      {panel === 'problem' || panel === 'share' ? (
        <div className="ab-panel" role="dialog" aria-label={panel === 'share' ? t.share : t.problem}>
          {panel === 'share' ? <input autoFocus id="share-person" value={words} placeholder={t.shareHint} aria-label={t.shareHint} onChange={(e) => setWords(e.target.value)} />
            : <textarea autoFocus id="problem-text" rows={3} value={words} maxLength={2000} placeholder={t.problemHint} aria-label={t.problemHint} onChange={(e) => setWords(e.target.value)} />}
          <div className="ab-row"><button type="button" id="panel-send" className="ab-button ab-primary ab-small" disabled={!words.trim() || busy} onClick={panel === 'share' ? share : report}>{t.send}</button><button type="button" className="ab-button ab-small" onClick={() => toggle(panel)}>{t.cancel}</button></div>
        </div>
      ) : null}
    </header>
  );
});

const Tabs = (window.adbannerTabs ||= function Tabs({ t, p, command, locked, layoutId, show }) {
  const state = (id) => {
    const b = p.banners.find((x) => x.layout_id === id);
    if (!b) return '';
    if (b.refused) return 'refused';
    return b.checks.some((c) => !c.passed) ? 'attention' : 'ready';
  };
  const twins = (f) => p.formats.some((x) => x.id !== f.id && x.width === f.width && x.height === f.height);
  const keys = (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step) return;
    const i = p.formats.findIndex((f) => f.id === layoutId);
    const next = p.formats[(i + step + p.formats.length) % p.formats.length];
    show(next.id);
    e.currentTarget.querySelector(`[data-tab="${next.id}"]`)?.focus();
    e.preventDefault();
  };
  return (
    <div className="ab-row ab-tabs-row">
      <div className="ab-tabs" role="tablist" aria-label={t.formats} onKeyDown={keys}>
        {p.formats.map((f) => (
          <button key={f.id} type="button" role="tab" data-tab={f.id} data-state={state(f.id)} aria-selected={f.id === layoutId} tabIndex={f.id === layoutId ? 0 : -1} title={f.title} onClick={() => show(f.id)}>
            <span className={`ab-dot ab-${state(f.id) || 'none'}`} aria-label={state(f.id) ? t[state(f.id)] : ''} />{f.width}×{f.height}{twins(f) ? ` · ${f.name}` : ''}
          </button>
        ))}
      </div>
      <select id="add-format" aria-label={t.add} value="" disabled={locked || !p.version} onChange={(e) => { if (e.target.value) command({ kind: 'add_formats', layout_ids: [e.target.value] }); }}>
        <option value="">+ {t.add}</option>
        {p.more_formats.map((f) => <option key={f.id} value={f.id}>{f.title}</option>)}
      </select>
      {p.formats.length > 1 ? <button type="button" id="remove-format" className="ab-button ab-small ab-quiet" disabled={locked} title={t.removeFormat} aria-label={t.removeFormat} onClick={() => command({ kind: 'remove_formats', layout_ids: [layoutId] })}>✕</button> : null}
    </div>
  );
});

const Preview = (window.adbannerPreview ||= function Preview({ t, p, banner, format, layoutId, busy, preview }) {
  const [zoom, setZoom] = useState(0);
  const [shown, setShown] = useState('');
  const url = (busy && p.arrived[layoutId]) || preview || banner?.url || '';
  useEffect(() => {
    if (!url) { setShown(''); return undefined; }
    const image = new Image();
    let current = true;
    image.onload = () => { if (current) setShown(url); };
    image.src = url;
    return () => { current = false; };
  }, [url]);
  const size = zoom ? { width: format.width * zoom, maxWidth: 'none' } : {};
  return (
    <div className="ab-preview">
      <div className="ab-stage" tabIndex={0} aria-label={format.title}>
        {shown ? <img id="preview" src={shown} alt={banner?.alt_text || format.title} className={busy && !p.arrived[layoutId] ? 'ab-dim' : ''} style={size} />
          : busy ? <div id="skeleton" className="ab-skeleton" style={{ aspectRatio: `${format.width} / ${format.height}` }} role="img" aria-label={t.making} />
            : <div className="ab-refused" id="refused"><b>{t.refused}</b><span>{banner?.refused}</span></div>}
      </div>
      <div className="ab-row ab-zoom">
        <span className="ab-muted">{format.title}{banner?.file_kb ? ` · ${banner.file_kb} ${t.kb}` : ''}{banner?.note ? ` · ${banner.note}` : ''}</span><span className="ab-grow" />
        <button type="button" className="ab-button ab-small" aria-label={t.zoomOut} onClick={() => setZoom((z) => (z || 0.5) / ZOOM_STEP)}>−</button>
        <button type="button" className="ab-button ab-small" aria-pressed={zoom === 1} onClick={() => setZoom(1)}>100 %</button>
        <button type="button" className="ab-button ab-small" aria-label={t.zoomIn} onClick={() => setZoom((z) => Math.min(4, (z || 0.5) * ZOOM_STEP))}>+</button>
        <button type="button" className="ab-button ab-small" aria-pressed={!zoom} onClick={() => setZoom(0)}>{t.fit}</button>
      </div>
    </div>
  );
});

const Progress = (window.adbannerProgress ||= function Progress({ t, p, call }) {
  const [left, setLeft] = useState(p.estimate_s);
  useEffect(() => {
    setLeft(p.estimate_s);
    if (!p.estimate_s) return undefined;
    const timer = setInterval(() => setLeft((s) => (s > 1 ? s - 1 : null)), 1000);
    return () => clearInterval(timer);
  }, [p.estimate_s]);
  return (
    <section className="ab-progress" id="progress" aria-live="polite">
      <ol>{p.steps.map((s) => <li key={s.key} data-step={s.key} data-state={s.status}><b>{s.title}</b><span className="ab-muted">{s.detail}</span></li>)}</ol>
      {p.arrived_pictures.length ? <div className="ab-arrived" id="arrived" aria-label={t.pictures}>{p.arrived_pictures.map((url) => <img key={url} src={url} alt={t.picture} />)}</div> : null}
      <div className="ab-row"><button type="button" id="stop" className="ab-button" onClick={() => call('stop', {})}>{t.stop}</button>{left ? <span className="ab-muted" id="left">{t.left(left)}</span> : null}</div>
    </section>
  );
});

const Variants = (window.adbannerVariants ||= function Variants({ t, p, command, locked }) {
  const take = (number, takes) => command({ kind: 'use_variant', number, takes });
  return (
    <section className="ab-section" id="variants" aria-label={t.variants}><h3>{t.variants}</h3>
      <div className="ab-variants">
        {p.variants.map((v) => (
          <figure key={v.number} data-variant={v.number}>
            {v.url ? <img src={v.url} alt={`${t.variant} ${v.number}: ${v.texts.join('. ')}`} /> : <p className="ab-problem">{v.problem}</p>}
            {v.url ? <div className="ab-row"><button type="button" className="ab-button ab-small ab-primary" disabled={locked} onClick={() => take(v.number, 'both')}>{t.take}</button><button type="button" className="ab-button ab-small" disabled={locked} onClick={() => take(v.number, 'texts')}>{t.takeTexts}</button><button type="button" className="ab-button ab-small" disabled={locked} onClick={() => take(v.number, 'pictures')}>{t.takePictures}</button></div> : null}
          </figure>
        ))}
      </div>
    </section>
  );
});

const Lock = (window.adbannerLock ||= function Lock({ t, p, part, title, command, locked }) {
  const on = p.locks.includes(part) || (part.startsWith('text:') && p.locks.includes('texts'));
  return <button type="button" className="ab-lock" data-lock={part} aria-pressed={on} aria-label={`${on ? t.unlock : t.lock}: ${title}`} title={on ? t.unlock : t.lock} disabled={locked} onClick={() => command({ kind: 'set_lock', part, locked: !on })}><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><rect x="3" y="7" width="10" height="7" rx="2" fill={on ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.5" /><path d={on ? 'M5 7V5a3 3 0 0 1 6 0v2' : 'M5 7V4.6a3 3 0 0 1 5.6-1.5'} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" /></svg></button>;
});

const Texts = (window.adbannerTexts ||= function Texts({ t, p, banner, format, layoutId, command, locked, busy, setSaving, onPreview }) {
  const server = Object.fromEntries(banner.texts.map((x) => [x.field_id, x.text]));
  const [typed, setTyped] = useState(server);
  const [fits, setFits] = useState({});
  const dirty = useRef(new Set());
  const timers = useRef({});
  const asked = useRef(0);
  // A newer version of the server wins where the person is not typing.
  useEffect(() => {
    setTyped((now) => Object.fromEntries(format.fields.map((f) => [f.id, dirty.current.has(f.id) ? now[f.id] : server[f.id] || ''])));
    setFits({});
  }, [p.version, JSON.stringify(server)]);
  const tooLong = (f, text) => text.length > f.max_chars;
  const save = async (field, text) => {
    clearTimeout(timers.current[field]);
    if (!dirty.current.has(field)) return;
    if (text === server[field]) { dirty.current.delete(field); setSaving(''); return; }
    setSaving(t.saving);
    const answer = await command({ kind: 'edit_text', layout_id: layoutId, field_id: field, text });
    if (answer?.ok) { dirty.current.delete(field); setSaving(t.saved); } else { setSaving(''); timers.current[field] = setTimeout(() => save(field, text), 1500); }
  };
  const look = async (all) => {
    asked.current += 1;
    const mine = asked.current;
    const response = await fetch('/preview', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ campaign_id: p.campaign_id, layout_id: layoutId, texts: all }) });
    if (mine !== asked.current || !response.ok) return;
    const answer = await response.json();
    setFits(Object.fromEntries(answer.fits.map((f) => [f.field_id, f])));
    if (answer.url) onPreview(answer.url);
  };
  const edit = (f, text) => {
    const all = { ...typed, [f.id]: text };
    setTyped(all);
    dirty.current.add(f.id);
    setSaving(t.checking);
    clearTimeout(timers.current.look);
    timers.current.look = setTimeout(() => look(all), PREVIEW_AFTER_MS);
    clearTimeout(timers.current[f.id]);
    if (!tooLong(f, text)) timers.current[f.id] = setTimeout(() => save(f.id, text), SAVE_AFTER_MS);
    else setSaving(t.unsaved);
  };
  const author = banner.texts[0]?.author;
  return (
    <section className="ab-section" aria-label={t.texts}>
      <div className="ab-row ab-between"><h3>{t.texts}</h3>
        <div className="ab-row"><Lock t={t} p={p} part="texts" title={t.texts} command={command} locked={locked} />
          <button type="button" id="other-texts" className="ab-button ab-small" disabled={locked} onClick={() => command({ kind: 'rewrite_texts', layout_ids: [layoutId] })}>{t.others}</button>
          <button type="button" id="propose" className="ab-button ab-small" disabled={locked} onClick={() => command({ kind: 'propose_variants', layout_id: layoutId, count: 3 })}>{t.propose}</button></div></div>
      {author ? <p className="ab-muted">{t.wrote} {author}</p> : null}
      {format.fields.map((f) => {
        const text = typed[f.id] || '';
        const fit = fits[f.id];
        const now = banner.texts.find((x) => x.field_id === f.id);
        const over = fit ? fit.over_px : now?.over_px || 0;
        const problem = fit ? fit.problem : now?.problem;
        const bad = tooLong(f, text) || over > 0;
        return (
          <div key={f.id} className="ab-text">
            <div className="ab-row ab-between"><label htmlFor={`text-${f.id}`}>{f.title}</label>
              <div className="ab-row"><span id={`count-${f.id}`} data-counter={f.id} className={bad ? 'ab-bad' : 'ab-muted'}>{text.length}/{f.max_chars} {t.chars} · {over > 0 ? t.over(over) : t.fits}</span>
                <Lock t={t} p={p} part={`text:${f.id}`} title={f.title} command={command} locked={locked} />
                <button type="button" className="ab-button ab-small ab-quiet" data-shorter={f.id} disabled={locked} onClick={() => command({ kind: 'rewrite_texts', layout_ids: [layoutId], field_ids: [f.id], shorter: true })}>{t.shorter}</button></div></div>
            <textarea id={`text-${f.id}`} data-field={f.id} rows={f.max_lines > 1 ? 2 : 1} value={text} readOnly={p.read_only} aria-describedby={`count-${f.id}`} aria-invalid={bad} onChange={(e) => edit(f, e.target.value.replace(/\n/g, ' '))} onBlur={() => { if (!tooLong(f, text) && !busy) save(f.id, text); }} />
            {problem ? <p className="ab-bad" data-problem={f.id}>{problem}</p> : null}
          </div>
        );
      })}
    </section>
  );
});

const Pictures = (window.adbannerEditorPictures ||= function Pictures({ t, p, command, locked, setNotice }) {
  const [words, setWords] = useState({});
  const [sources, setSources] = useState({});
  const [why, setWhy] = useState(-1);
  useEffect(() => { setWords({}); setSources({}); }, [p.version]);
  if (!p.pictures.length) return null;
  const replace = (x) => {
    const description = words[x.slot];
    command({ kind: 'replace_picture', slot: x.slot, description: description === undefined || description === x.description ? null : description, source: sources[x.slot] || null });
  };
  const load = async (x, file) => {
    if (!file) return;
    if (!KINDS.includes(file.type)) { setNotice(t.badKind); return; }
    if (file.size > MAX_BYTES) { setNotice(t.tooBig); return; }
    const body = new FormData();
    body.append('file', file);
    const response = await fetch(`/upload/${p.campaign_id}`, { method: 'POST', body });
    const answer = await response.json();
    if (response.ok) command({ kind: 'replace_picture', slot: x.slot, own_picture: answer });
    else setNotice(answer.message || answer.detail || t.failed);
  };
  return (
    <section className="ab-section" aria-label={t.pictures}><h3>{t.pictures}</h3>
      {p.pictures.map((x) => (
        <div key={x.slot} className="ab-picture" data-picture={x.slot}>
          <img src={x.url} alt={x.label} />
          <div className="ab-grow">
            <input aria-label={`${t.describe} ${x.slot + 1}`} data-words={x.slot} value={words[x.slot] ?? x.description} placeholder={t.describe} maxLength={500} onChange={(e) => setWords({ ...words, [x.slot]: e.target.value })} onKeyDown={(e) => { if (e.key === 'Enter' && !locked) replace(x); }} />
            <div className="ab-row">
              <button type="button" className="ab-button ab-small" data-replace={x.slot} disabled={locked} onClick={() => replace(x)}>{t.replace}</button>
              <select aria-label={`${t.source} ${x.slot + 1}`} value={sources[x.slot] || (x.origin === 'ai' ? 'ai' : 'bank')} disabled={locked} onChange={(e) => setSources({ ...sources, [x.slot]: e.target.value })}><option value="bank">{t.bank}</option><option value="ai" disabled={Boolean(p.generation_missing)}>{t.ai}</option></select>
              <label className="ab-button ab-small">{t.ownFile}<input type="file" className="ab-hidden" data-file={x.slot} accept={KINDS.join(',')} disabled={locked} onChange={(e) => load(x, e.target.files[0])} /></label>
              <button type="button" className="ab-button ab-small ab-quiet" data-why={x.slot} aria-expanded={why === x.slot} onClick={() => setWhy(why === x.slot ? -1 : x.slot)}>{t.why}</button>
              <Lock t={t} p={p} part={`picture:${x.slot}`} title={`${t.pictures} ${x.slot + 1}`} command={command} locked={locked} />
              <span className="ab-muted">{t[x.origin]}</span>
            </div>
            {x.toy ? <p className="ab-bad">{t.toy}</p> : null}
            {why === x.slot ? <ul className="ab-panel ab-why">{x.reasons.map((r, i) => <li key={i}>{r}</li>)}</ul> : null}
          </div>
        </div>
      ))}
    </section>
  );
});

const Look = (window.adbannerLook ||= function Look({ t, p, command, locked }) {
  return (
    <section className="ab-section" aria-label={t.look}><h3>{t.look}</h3>
      <div className="ab-row"><span className="ab-label">{t.ground}</span><Lock t={t} p={p} part="ground" title={t.ground} command={command} locked={locked} />
        <div className="ab-swatches" role="radiogroup" aria-label={t.ground}>{p.grounds.map((g) => <button key={g.id} type="button" role="radio" data-ground={g.id} aria-checked={p.ground === g.id} aria-label={g.id} title={g.id} disabled={locked} style={{ background: `linear-gradient(${g.start}, ${g.end})` }} onClick={() => command({ kind: 'choose_ground', ground: g.id })} />)}</div></div>
      <div className="ab-row"><span className="ab-label">{t.button}</span><Lock t={t} p={p} part="button" title={t.button} command={command} locked={locked} />
        <div className="ab-swatches" role="radiogroup" aria-label={t.button}>
          <button type="button" role="radio" className="ab-auto" aria-checked={!p.button_colour} title={t.asGround} aria-label={t.asGround} disabled={locked} onClick={() => command({ kind: 'colour_button', colour: null })}>A</button>
          {p.button_colours.map((c) => <button key={c} type="button" role="radio" data-colour={c} aria-checked={p.button_colour === c} aria-label={c} title={c} disabled={locked} style={{ background: c }} onClick={() => command({ kind: 'colour_button', colour: c })} />)}
        </div></div>
    </section>
  );
});

const Report = (window.adbannerReport ||= function Report({ t, p, banner, command, locked, layoutId }) {
  const failed = banner.checks.filter((c) => !c.passed);
  const passed = banner.checks.filter((c) => c.passed);
  const line = (c) => (
    <li key={c.id} data-check={c.id} data-passed={c.passed} className={c.passed ? '' : c.blocking ? 'ab-bad' : 'ab-warn'}>
      <b>{c.title}</b> {c.passed ? c.measured : c.message}{c.limit && !c.passed ? <span className="ab-muted"> · {c.measured}, {t.limit} {c.limit}</span> : null}{c.mended ? <span className="ab-muted"> · {t.mended}: {c.mended}</span> : null}
    </li>
  );
  return (
    <section className="ab-section" id="report" aria-label={t.report}>
      <div className="ab-row ab-between"><h3>{t.report}: {t.passed} {passed.length} {t.of} {banner.checks.length}</h3>
        {banner.mendable ? <button type="button" id="mend" className="ab-button ab-small ab-primary" disabled={locked} onClick={() => command({ kind: 'mend_banner', layout_id: layoutId })}>{t.mend}</button> : null}</div>
      {banner.refused && banner.url ? null : banner.refused ? <p className="ab-problem">{banner.refused}</p> : null}
      {failed.length ? <ul className="ab-checks">{failed.map(line)}</ul> : null}
      <details><summary>{t.showPassed}</summary><ul className="ab-checks">{passed.map(line)}</ul></details>
      {p.flags.length ? <div className="ab-warn"><b>{t.people}</b><ul>{p.flags.map((f, i) => <li key={i}>{f}</li>)}</ul></div> : null}
      {p.warnings.map((w, i) => <p key={i} className="ab-muted">{w}</p>)}
      {p.facts.length ? <div className="ab-chips"><span className="ab-muted">{t.facts}:</span>{p.facts.map((f, i) => <span key={i} className="ab-chip">{f}</span>)}</div> : null}
    </section>
  );
});

const Hand = (window.adbannerHand ||= function Hand({ t, p, call, busy, banner, layoutId, setNotice }) {
  const [copied, setCopied] = useState(false);
  const waits = p.approval.required && p.approval.state !== 'approved';
  const get = async (fileFormat) => {
    const answer = await call('download', { file_format: fileFormat, layout_ids: [layoutId] });
    if (!answer?.ok) return;
    const a = document.createElement('a');
    a.href = answer.url; a.download = '';
    document.body.appendChild(a); a.click(); a.remove();
  };
  const copy = async () => {
    const link = `${window.location.origin}${p.approval.link}`;
    try { await navigator.clipboard.writeText(link); setCopied(true); } catch { setNotice(link); }
  };
  const none = busy || waits || !banner.url;
  return (
    <footer className="ab-foot">
      <div className="ab-row">
        <button type="button" data-download="png" className="ab-button ab-primary" disabled={none} onClick={() => get('png')}>{t.download} PNG</button>
        <button type="button" data-download="jpg" className="ab-button" disabled={none} onClick={() => get('jpg')}>JPG</button>
        <button type="button" data-download="zip" className="ab-button" disabled={busy || waits || !p.banners.some((b) => b.url)} onClick={() => get('zip')}>{t.zip}</button>
        {waits ? <span className="ab-muted">{t.needsApproval}</span> : null}
      </div>
      <div className="ab-row" id="approval" data-state={p.approval.state}>
        <span>{t.approval}: <b>{t.states[p.approval.state]}</b>{p.approval.reason ? ` — ${p.approval.reason}` : ''}</span>
        <button type="button" id="ask-approval" className="ab-button ab-small" disabled={busy || p.read_only} onClick={() => call('ask_approval', {})}>{t.ask}</button>
        {p.approval.link ? <><a href={p.approval.link} target="_blank" rel="noreferrer">{p.approval.link.slice(0, 22)}…</a><button type="button" className="ab-button ab-small" onClick={copy}>{copied ? t.copied : t.copy}</button></> : null}
      </div>
    </footer>
  );
});

export default <Editor props={props} callAction={callAction} />;
