import { useEffect, useMemo, useRef, useState } from 'react';

const WORDS = {
  ru: {
    mine: 'Мои баннеры', search: 'Продукт или слова оффера', none: 'Ничего не нашлось', open: 'Открыть', like: 'Как в прошлый раз', copy: 'Копия',
    remove: 'Удалить', sure: 'Удалить насовсем?', yes: 'Да, удалить', no: 'Оставить', shared: 'от', formatsCount: 'форматов:',
    title: 'Новый баннер', product: 'Продукт', productHint: 'Начните вводить название', noProduct: 'Такого продукта нет',
    offer: 'Оффер', offerHint: 'Например: скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15',
    kept: 'Останется без изменений:', pictures: 'Картинки', bank: 'Из банка', ai: 'Создать с ИИ', own: 'Своя',
    formats: 'Форматы', all: 'Все', clear: 'Снять', chosen: 'выбрано', describe: 'Что на картинке', describeHint: 'Необязательно: подберём по продукту и офферу',
    picture: 'Картинка', upload: 'Выбрать файл или перетащить сюда', replaceFile: 'Другой файл', loading: 'Загружаем…', more: 'Ещё', erid: 'Токен erid', eridHint: 'Для маркировки рекламы',
    submit: 'Создать баннеры', busy: 'Создаём…', example: 'Попробовать на примере', again: 'Изменить бриф',
    needProduct: 'Выберите продукт', needOffer: 'Напишите оффер', longOffer: 'Оффер длиннее лимита', needFormat: 'Выберите хотя бы один формат', needFile: 'Загрузите свою картинку',
    tooBig: (mb) => `Файл больше ${mb} МБ. Сохраните его с большим сжатием.`, badKind: 'Подойдёт PNG, JPEG или WebP.', failed: 'Не получилось. Попробуйте ещё раз.',
    exampleOffer: 'Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15',
  },
  en: {
    mine: 'My banners', search: 'Product or words of the offer', none: 'Nothing found', open: 'Open', like: 'Like this one', copy: 'Duplicate',
    remove: 'Delete', sure: 'Delete for good?', yes: 'Yes, delete', no: 'Keep', shared: 'by', formatsCount: 'formats:',
    title: 'New banner', product: 'Product', productHint: 'Type a name', noProduct: 'No such product',
    offer: 'Offer', offerHint: 'For example: 15% off the first order until 31 December with code FOOD15',
    kept: 'Stays unchanged:', pictures: 'Pictures', bank: 'From the bank', ai: 'Made by AI', own: 'My own',
    formats: 'Formats', all: 'All', clear: 'None', chosen: 'chosen', describe: 'What the picture shows', describeHint: 'Optional: we choose by product and offer',
    picture: 'Picture', upload: 'Choose a file or drop it here', replaceFile: 'Another file', loading: 'Uploading…', more: 'More', erid: 'Advertising token (erid)', eridHint: 'For ad marking in Russia',
    submit: 'Make banners', busy: 'Working…', example: 'Try the example', again: 'Change the brief',
    needProduct: 'Choose a product', needOffer: 'Write the offer', longOffer: 'The offer is too long', needFormat: 'Choose at least one format', needFile: 'Upload your picture',
    tooBig: (mb) => `The file is larger than ${mb} MB. Save it with more compression.`, badKind: 'Use PNG, JPEG or WebP.', failed: 'That did not work. Try again.',
    exampleOffer: 'Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15',
  },
};
const DRAFT_KEY = 'adbanner-draft';
const KINDS = ['image/png', 'image/jpeg', 'image/webp'];
const CARD_PX = 64;

function readDraft() {
  try { return JSON.parse(sessionStorage.getItem(DRAFT_KEY) || 'null'); } catch { return null; }
}

// Plain requests: Chainlit makes a thread of the page at its first action and draws the form anew.
async function ask(url, options) {
  try {
    const response = await fetch(url, options);
    const answer = response.status === 204 ? null : await response.json();
    return { ok: response.ok, answer, error: response.ok ? '' : answer?.detail };
  } catch { return { ok: false, error: '' }; }
}

// Chainlit evaluates this file anew at every render; a component that lives on window keeps its state and its focus.
const Form = (window.adbannerBriefForm ||= function BriefForm({ props, callAction }) {
  const t = WORDS[props.language] || WORDS.ru;
  const kept = props.submitted ? null : readDraft();
  const first = kept || props.draft;
  const [product, setProduct] = useState(first.product_id || '');
  const [offer, setOffer] = useState(first.offer || '');
  const [layouts, setLayouts] = useState(first.layout_ids || []);
  const [source, setSource] = useState(first.image_source || 'bank');
  const [descriptions, setDescriptions] = useState(first.descriptions || []);
  const [erid, setErid] = useState(first.erid || '');
  const [own, setOwn] = useState([]);
  const [usesOwn, setUsesOwn] = useState(false);
  const [facts, setFacts] = useState([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const [folded, setFolded] = useState(props.submitted);
  const [campaigns, setCampaigns] = useState(props.campaigns);

  const formats = useMemo(() => Object.fromEntries(props.formats.map((f) => [f.id, f])), [props.formats]);
  const slots = Math.max(0, ...layouts.map((id) => formats[id]?.slots || 0));
  const call = async (name, payload) => (await callAction({ name, payload }))?.response;

  useEffect(() => {
    if (props.submitted) { sessionStorage.removeItem(DRAFT_KEY); return; }
    sessionStorage.setItem(DRAFT_KEY, JSON.stringify({ product_id: product, offer, layout_ids: layouts, image_source: source, descriptions, erid }));
  }, [product, offer, layouts, source, descriptions, erid, props.submitted]);
  useEffect(() => { setFolded(props.submitted); setBusy(false); }, [props.submitted]);
  useEffect(() => {
    if (!offer.trim()) { setFacts([]); return undefined; }
    const timer = setTimeout(async () => {
      const found = await ask('/studio/facts', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ offer }) });
      if (found.ok) setFacts(found.answer);
    }, 350);
    return () => clearTimeout(timer);
  }, [offer]);

  const missing = !product ? t.needProduct : !offer.trim() ? t.needOffer : offer.length > props.max_offer_chars ? t.longOffer
    : !layouts.length ? t.needFormat : usesOwn && slots && !own.some(Boolean) ? t.needFile : '';

  const fill = (draft) => {
    setProduct(draft.product_id); setOffer(draft.offer); setLayouts(draft.layout_ids.filter((id) => formats[id]));
    setSource(draft.image_source); setDescriptions(draft.descriptions); setErid(draft.erid || ''); setFolded(false); setError('');
  };
  const example = () => fill({
    product_id: (props.products.find((p) => p.id === 'delivery') || props.products[0]).id, offer: t.exampleOffer,
    layout_ids: ['square_1080x1080', 'story_1080x1920', 'ya_300x250'].filter((id) => formats[id]), image_source: 'bank', descriptions: [],
  });
  const submit = async () => {
    setBusy(true); setError('');
    const answer = await call('generate', {
      product_id: product, offer, layout_ids: layouts, image_source: source, erid,
      descriptions: descriptions.slice(0, slots), own_pictures: usesOwn ? own.slice(0, slots).map((o) => o?.asset || null) : [],
    });
    setBusy(false);
    if (answer?.ok) setFolded(true); else setError(answer?.error || t.failed);
  };

  const chosen = props.products.find((p) => p.id === product);
  if (folded) {
    return (
      <div id="brief-form" className="ab-card ab-folded">
        <span className="ab-grow"><b>{chosen?.name}</b> · {offer}</span>
        <button type="button" className="ab-button" onClick={() => setFolded(false)}>{t.again}</button>
      </div>
    );
  }
  return (
    <div id="brief-form" className="ab-form">
      {campaigns.length || props.campaigns.length ? <History t={t} props={props} campaigns={campaigns} setCampaigns={setCampaigns} fill={fill} setError={setError} /> : null}
      <section className="ab-card" aria-label={t.title}>
        <div className="ab-row ab-between"><h2>{t.title}</h2><button type="button" id="example" className="ab-button" onClick={example}>{t.example}</button></div>
        <ProductPicker t={t} products={props.products} value={product} onChange={setProduct} />
        <div className="ab-field">
          <div className="ab-row ab-between"><label htmlFor="offer">{t.offer}</label><span className={offer.length > props.max_offer_chars ? 'ab-bad' : 'ab-muted'}>{offer.length}/{props.max_offer_chars}</span></div>
          <textarea id="offer" rows={3} value={offer} placeholder={t.offerHint} onChange={(e) => setOffer(e.target.value)} />
          {facts.length ? <div className="ab-chips" aria-live="polite"><span className="ab-muted">{t.kept}</span>{facts.map((f, i) => <span key={i} className="ab-chip">{f.text}</span>)}</div> : null}
        </div>
        <FormatPicker t={t} formats={props.formats} value={layouts} onChange={setLayouts} />
        {slots || !layouts.length ? (
          <Pictures t={t} props={props} slots={slots} source={source} setSource={setSource} usesOwn={usesOwn} setUsesOwn={setUsesOwn}
            descriptions={descriptions} setDescriptions={setDescriptions} own={own} setOwn={setOwn} />
        ) : null}
        <details><summary>{t.more}</summary>
          <div className="ab-field"><label htmlFor="erid">{t.erid}</label><input id="erid" value={erid} maxLength={64} placeholder={t.eridHint} onChange={(e) => setErid(e.target.value.replace(/[^A-Za-z0-9]/g, ''))} /></div>
        </details>
        <div className="ab-row">
          <button type="button" id="generate" className="ab-button ab-primary" disabled={Boolean(missing) || busy} aria-describedby="missing" onClick={submit}>{busy ? t.busy : t.submit}</button>
          <span id="missing" className="ab-muted" role="status">{missing}</span>
        </div>
        {error ? <p className="ab-problem" role="alert">{error}</p> : null}
      </section>
    </div>
  );
});

const History = (window.adbannerHistory ||= function History({ t, props, campaigns, setCampaigns, fill, setError }) {
  const [query, setQuery] = useState('');
  const [asked, setAsked] = useState('');
  const timer = useRef(null);
  const search = (value) => {
    setQuery(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      const found = await ask(`/studio/campaigns?query=${encodeURIComponent(value.slice(0, 200))}`);
      if (found.ok) setCampaigns(found.answer);
    }, 250);
  };
  const repeat = async (id) => {
    const found = await ask(`/studio/campaigns/${id}/draft`);
    if (found.ok) fill(found.answer); else setError(found.error || t.failed);
  };
  const copy = async (id) => {
    const made = await ask(`/studio/campaigns/${id}/copy`, { method: 'POST' });
    if (made.ok) window.location.assign(`/thread/${made.answer.id}`); else setError(made.error || t.failed);
  };
  const remove = async (id) => {
    const found = await ask(`/studio/campaigns/${id}`, { method: 'DELETE' });
    if (found.ok) setCampaigns(campaigns.filter((c) => c.id !== id)); else setError(found.error || t.failed);
    setAsked('');
  };
  return (
    <section className="ab-card" aria-label={t.mine}>
      <div className="ab-row ab-between"><h2>{t.mine}</h2><input id="search" type="search" className="ab-search" value={query} placeholder={t.search} aria-label={t.search} onChange={(e) => search(e.target.value)} /></div>
      {campaigns.length ? null : <p className="ab-muted">{t.none}</p>}
      <ul className="ab-campaigns">
        {campaigns.map((c) => (
          <li key={c.id} className="ab-campaign" data-campaign={c.id}>
            <a href={`/thread/${c.id}`} className="ab-thumb" aria-label={`${t.open}: ${c.title}`}>{c.thumbnail_url ? <img src={c.thumbnail_url} alt="" loading="lazy" /> : null}</a>
            <div className="ab-campaign-text"><a href={`/thread/${c.id}`}>{c.title || c.product}</a>
              <span className="ab-muted">{new Date(c.updated_at).toLocaleDateString(props.language === 'en' ? 'en-GB' : 'ru-RU', { day: 'numeric', month: 'long' })} · {t.formatsCount} {c.formats}{c.owner ? ` · ${t.shared} ${c.owner}` : ''}</span></div>
            {asked === c.id ? (
              <div className="ab-row" role="alertdialog" aria-label={t.sure}><span>{t.sure}</span><button type="button" className="ab-button ab-small ab-danger" onClick={() => remove(c.id)}>{t.yes}</button><button type="button" className="ab-button ab-small" onClick={() => setAsked('')}>{t.no}</button></div>
            ) : (
              <div className="ab-row"><button type="button" className="ab-button ab-small" onClick={() => repeat(c.id)}>{t.like}</button>{c.owner ? null : <button type="button" className="ab-button ab-small" onClick={() => copy(c.id)}>{t.copy}</button>}{c.owner ? null : <button type="button" className="ab-button ab-small ab-quiet" onClick={() => setAsked(c.id)}>{t.remove}</button>}</div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
});

const ProductPicker = (window.adbannerProductPicker ||= function ProductPicker({ t, products, value, onChange }) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const chosen = products.find((p) => p.id === value);
  const wanted = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = products.filter((p) => wanted.every((w) => `${p.name} ${p.category}`.toLowerCase().includes(w)));
  const pick = (p) => { onChange(p.id); setOpen(false); setQuery(''); };
  const keys = (e) => {
    if (e.key === 'ArrowDown') { setOpen(true); setActive(Math.min(active + 1, found.length - 1)); e.preventDefault(); }
    else if (e.key === 'ArrowUp') { setActive(Math.max(active - 1, 0)); e.preventDefault(); }
    else if (e.key === 'Enter' && open && found[active]) { pick(found[active]); e.preventDefault(); }
    else if (e.key === 'Escape') { setOpen(false); setQuery(''); }
  };
  return (
    <div className="ab-field ab-combo">
      <label htmlFor="product">{t.product}</label>
      <input id="product" role="combobox" aria-expanded={open} aria-controls="product-list" aria-autocomplete="list" aria-activedescendant={open && found[active] ? `product-${found[active].id}` : undefined}
        autoComplete="off" value={open ? query : chosen?.name || ''} placeholder={chosen?.name || t.productHint}
        onFocus={() => { setOpen(true); setActive(0); }} onBlur={() => setTimeout(() => setOpen(false), 150)}
        onChange={(e) => { setQuery(e.target.value); setOpen(true); setActive(0); }} onKeyDown={keys} />
      {open ? (
        <ul id="product-list" role="listbox" className="ab-list">
          {found.length ? null : <li className="ab-muted">{t.noProduct}</li>}
          {found.map((p, i) => (
            <li key={p.id} id={`product-${p.id}`} role="option" aria-selected={i === active} className={i === active ? 'ab-active' : ''} onMouseDown={(e) => { e.preventDefault(); pick(p); }} onMouseEnter={() => setActive(i)}>
              {p.name}<span className="ab-muted">{p.category}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
});

const FormatPicker = (window.adbannerFormatPicker ||= function FormatPicker({ t, formats, value, onChange }) {
  const groups = [];
  formats.forEach((f) => {
    const group = groups.find((g) => g.id === f.platform);
    if (group) group.formats.push(f); else groups.push({ id: f.platform, title: f.platform_title, formats: [f] });
  });
  const toggle = (id) => onChange(value.includes(id) ? value.filter((x) => x !== id) : [...value, id]);
  return (
    <div className="ab-field">
      <div className="ab-row ab-between"><span className="ab-label">{t.formats}</span><span className="ab-muted">{t.chosen}: {value.length}</span></div>
      <div className="ab-platforms">{groups.map((g) => {
        const ids = g.formats.map((f) => f.id);
        const full = ids.every((id) => value.includes(id));
        return (
          <fieldset key={g.id} className="ab-platform"><legend><span>{g.title}</span>{ids.length > 1 ? <button type="button" className="ab-link" aria-label={`${full ? t.clear : t.all}: ${g.title}`} onClick={() => onChange(full ? value.filter((id) => !ids.includes(id)) : [...new Set([...value, ...ids])])}>{full ? t.clear : t.all}</button> : null}</legend>
            <div className="ab-formats">
              {g.formats.map((f) => {
                const scale = CARD_PX / Math.max(f.width, f.height);
                return (
                  <button key={f.id} type="button" data-format={f.id} aria-pressed={value.includes(f.id)} aria-label={f.title} title={f.title} className="ab-format" onClick={() => toggle(f.id)}>
                    <span className="ab-sheet-room"><span className="ab-sheet" style={{ width: Math.max(6, f.width * scale), height: Math.max(6, f.height * scale) }} /></span>
                    <span>{f.width}×{f.height}</span>
                    {g.formats.some((x) => x !== f && x.width === f.width && x.height === f.height) ? <span className="ab-muted ab-format-name">{f.name}</span> : null}
                  </button>
                );
              })}
            </div>
          </fieldset>
        );
      })}</div>
    </div>
  );
});

const Pictures = (window.adbannerPictures ||= function Pictures({ t, props, slots, source, setSource, usesOwn, setUsesOwn, descriptions, setDescriptions, own, setOwn }) {
  const [problem, setProblem] = useState('');
  const [loading, setLoading] = useState(-1);
  const count = Math.max(slots, 1);
  const choose = (kind) => { setUsesOwn(kind === 'own'); if (kind !== 'own') setSource(kind); };
  const load = async (slot, file) => {
    setProblem('');
    if (!file) return;
    if (!KINDS.includes(file.type)) { setProblem(t.badKind); return; }
    if (file.size > props.max_upload_mb * 1e6) { setProblem(t.tooBig(props.max_upload_mb)); return; }
    setLoading(slot);
    const body = new FormData();
    body.append('file', file);
    try {
      const response = await fetch(`/upload/${props.campaign_id}`, { method: 'POST', body });
      const answer = await response.json();
      if (!response.ok) { setProblem(answer.message || answer.detail || t.failed); return; }
      const next = [...own];
      next[slot] = { asset: answer, name: file.name, url: URL.createObjectURL(file) };
      setOwn(next);
    } catch { setProblem(t.failed); } finally { setLoading(-1); }
  };
  const kinds = [['bank', t.bank], ['ai', t.ai], ['own', t.own]];
  const kind = usesOwn ? 'own' : source;
  return (
    <div className="ab-field">
      <span className="ab-label">{t.pictures}</span>
      <div className="ab-segments" role="radiogroup" aria-label={t.pictures}>
        {kinds.map(([id, title]) => <button key={id} type="button" role="radio" aria-checked={kind === id} data-source={id} disabled={id === 'ai' && Boolean(props.generation_missing)} onClick={() => choose(id)}>{title}</button>)}
      </div>
      {props.generation_missing ? <p className="ab-muted ab-note">{props.generation_missing}</p> : null}
      {Array.from({ length: count }, (_, slot) => (usesOwn ? (
        <label key={slot} className="ab-drop" onDragOver={(e) => e.preventDefault()} onDrop={(e) => { e.preventDefault(); load(slot, e.dataTransfer.files[0]); }}>
          {own[slot] ? <img src={own[slot].url} alt="" /> : null}
          <span>{loading === slot ? t.loading : own[slot] ? `${own[slot].name} · ${t.replaceFile}` : `${count > 1 ? `${t.picture} ${slot + 1}: ` : ''}${t.upload}`}</span>
          <input type="file" data-own={slot} accept={KINDS.join(',')} onChange={(e) => load(slot, e.target.files[0])} />
        </label>
      ) : (
        <input key={slot} data-description={slot} aria-label={`${t.describe}${count > 1 ? ` ${slot + 1}` : ''}`} value={descriptions[slot] || ''} maxLength={props.max_description_chars} placeholder={`${count > 1 ? `${t.picture} ${slot + 1}. ` : ''}${t.describe}. ${t.describeHint}`}
          onChange={(e) => { const next = [...descriptions]; for (let k = 0; k < slot; k += 1) next[k] ||= ''; next[slot] = e.target.value; setDescriptions(next); }} />
      )))}
      {problem ? <p className="ab-problem" role="alert">{problem}</p> : null}
    </div>
  );
});

export default <Form props={props} callAction={callAction} />;
