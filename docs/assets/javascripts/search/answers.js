// @ts-check
/**
 * From the documents that were found to an answer: narrowed, ordered, cut into what counts and what is only like it.
 *
 * @typedef {{slug: string, type: string, number: string, title: string, date: string, body: string, now: string, level: string,
 *   held: boolean, citedBy: number, leaf: string, document: number, lacks: string[], features: Object<string, number>}} Result
 *   now: what its body is part of today; lacks: words of the query that it does not hold
 * @typedef {{results: Result[], total: number, like: number, folded: number, tier: string, mode: "all" | "near" | "none", partial: boolean,
 *   corrections: any[], direct: string | null, facets: any[], filters: Object<string, string[]>, query: any, unsure: boolean, unfiltered: number, sort: string,
 *   otherYear: {asked: number, nearest: number} | null, numbered: boolean, begun: number, coming?: boolean, engine: any, outdated?: boolean}} Answer
 *   begun: how many of the results were told early; coming: the others are still to come; engine: the one that gave it; filters: those that are on, typed ones too; numbered: some instrument has the number that was typed;
 *   total: what counts, tier: how it holds the words; like: how many more are like it, folded: of these not listed yet; unsure: not every document that may
 *   hold a quoted phrase was looked into; unfiltered: what would count without filters, where nothing does with them
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const TIERS = ["together", "near", "scattered"];
  /** What is only like the answer is listed where it comes before one of so many of the first that count. */
  const FEW = 5;
  /** A query worth more than this, of 1, as the name of a document names it. */
  const NAMED = 0.5;
  /** Where the newest is asked for, a heading must say so much of what the best of them says. */
  const FLOOR = 0.9;
  /** And so much of the rare pairs that one of them says. */
  const TOGETHER = 0.5;

  /**
   * @param {any} engine
   * @param {any} found what the engine found
   * @param {any} options those of a search, with its filters and order; narrowed: whether a filter is on
   * @returns {Promise<Answer>}
   */
  async function answerOf(engine, found, options) {
    const { filters, narrowed, sort } = options;
    const limit = options.limit || 10;
    const everyone = TIERS.flatMap((tier) => found.tiers[tier]);
    await engine.facets.need(narrowed ? everyone : sectionsOf(found.tiers).counted, neededFields(options));
    const passing = (/** @type {number[]} */ documents) => (narrowed ? documents.filter((d) => engine.facets.passes(d, filters)) : documents);
    const tiers = Object.fromEntries(TIERS.map((tier) => [tier, passing(found.tiers[tier])]));
    // What is ordered by date is chosen before it is narrowed: what a facet counts is what it leads to.
    const whole = sort ? listed(engine, found, found.tiers, sort, FEW) : null;
    const everything = whole?.counted ?? sectionsOf(found.tiers).counted;
    const chosen = whole ? passing(whole.counted) : [];
    const { list, counted, tier, like, ranking } = whole && chosen.length
      ? { ...whole, list: passing(whole.list), counted: chosen, like: passing(whole.like) }
      : listed(engine, found, tiers, sort, narrowed ? 1 : FEW);
    const { documents, unsure, phrase } = await confirmed(engine, found, sort ? list : await standing(engine, found, list, limit, ranking), limit);
    const shown = options.more ? [...documents, ...like] : documents;
    const total = Math.min(counted.length, documents.length);
    const answer = (/** @type {Result[]} */ results, begun = 0) => ({
      results, begun, engine, total, like: like.length + documents.length - total, folded: like.length, tier: total ? tier : "none", sort, unsure,
      mode: total ? (phrase ? found.mode : "near") : "none", partial: engine.source.missing.size > 0,
      corrections: found.corrections.map((/** @type {any} */ c) => asWritten(c, results)), direct: directOf(found, results),
      facets: options.facets ? engine.facets.count(everything, filters) : [], filters, query: found.query,
      unfiltered: narrowed && !total ? everything.length : 0, otherYear: found.otherYear, numbered: found.hits.size > 0,
    });
    const told = shown.slice(0, limit);
    const first = options.early ? await come(engine, told) : 0;
    const begun = first < told.length && !engine.source.missing.size ? await resultsOf(engine, told.slice(0, first), found, ranking) : [];
    if (begun.length) options.early({ ...answer(begun), coming: true });
    return answer(await resultsOf(engine, told, found, ranking), begun.length);
  }

  /**
   * Of how many of the first the facts have come, as soon as those of the first have.
   * @param {any} engine
   * @param {number[]} documents
   */
  async function come(engine, documents) {
    const asked = documents.map((d) => engine.factsOf(d));
    let count = 0;
    const all = (async () => { for (const facts of asked) { await facts; count += 1; } })();
    await asked[0];
    await Promise.race([all, new Promise((resolve) => { setTimeout(resolve); })]);
    return count;
  }

  /**
   * The first tier that holds any is what counts, the others are like it.
   * @param {any} tiers
   */
  function sectionsOf(tiers) {
    const tier = TIERS.find((name) => tiers[name].length) || "none";
    return { tier, counted: tiers[tier] || [], others: TIERS.filter((name) => name !== tier).flatMap((name) => tiers[name]) };
  }

  /**
   * What is listed, in order, and what is only like it. One that is only like it is listed where it comes before one of the first
   * that count: of a few, of the first alone where filters are on, whose counts are told beside them.
   * @param {any} engine
   * @param {any} found
   * @param {any} tiers
   * @param {string} sort
   * @param {number} most of the first that count
   */
  function listed(engine, found, tiers, sort, most) {
    const { tier, counted, others } = sectionsOf(tiers);
    const ranking = found.evidence ? vb.ranking.rank([...counted, ...others], found) : { ranked: [...counted, ...others], features: new Map() };
    if (!sort) {
      const first = new Set(counted);
      const few = ranking.ranked.filter((/** @type {number} */ d) => first.has(d)).slice(0, most);
      const start = ranking.ranked.indexOf(few[few.length - 1]);
      const list = ranking.ranked.filter((/** @type {number} */ d, /** @type {number} */ i) => i < start || first.has(d));
      return { tier, counted, list, like: ranking.ranked.filter((/** @type {number} */ d, /** @type {number} */ i) => i > start && !first.has(d)), ranking };
    }
    const by = sort === "vien-dan" ? (/** @type {number} */ d) => engine.facets.number(d, "dan") : (/** @type {number} */ d) => engine.facets.dateOf(d);
    const place = new Map(ranking.ranked.map((/** @type {number} */ d, /** @type {number} */ i) => [d, i]));
    const order = (/** @type {number} */ a, /** @type {number} */ b) => by(b) - by(a) || (place.get(a) || 0) - (place.get(b) || 0);
    const above = aboveFloor(found, counted, others);
    const kept = new Set(above);
    const rest = [...counted, ...others].filter((d) => !kept.has(d));
    return { tier, counted: above, list: [...above].sort(order), like: rest.sort((a, b) => (place.get(a) || 0) - (place.get(b) || 0)), ranking };
  }

  /**
   * Those of a list that a test lets pass; all of them where it lets none.
   * @param {number[]} list
   * @param {(document: number) => unknown} test
   */
  function some(list, test) {
    const passing = list.filter(test);
    return passing.length ? passing : list;
  }

  /**
   * What may be ordered by date: what is named with its type, where the newest of a name is asked for ("luật thú y mới nhất") and
   * a text of that name is held: else one that amends it may be the newest that is;
   * what says about as much of the query in its heading as the best does, of the type that was asked for where one of these is;
   * all, where no heading says any of it. The newest of a year is one whose heading says that year, where one does; of words
   * with accents one that has them, of neighbours one that says them beside each other ("hóa chất" is not "tiêu hóa" and "chất").
   * @param {any} found
   * @param {number[]} together
   * @param {number[]} others a heading of theirs that says all makes one of these, too
   */
  function aboveFloor({ evidence, query: { latest }, typed, names, hits }, together, others) {
    if (!evidence) return together;
    const { share, count } = vb.evidence;
    const { head, spoken, kind, parts } = evidence;
    const told = (/** @type {number} */ d) => head[d] | (latest ? spoken[d] : 0);
    const counted = latest ? [...together, ...others.filter((d) => count(told(d)) === parts.length)] : together;
    const named = latest ? counted.filter((d) => (typed.has(d) && (names.get(d) || 0) > NAMED) || hits.get(d)?.full) : [];
    if (named.some((d) => evidence.text[d])) return named;
    const said = counted.map((d) => share(evidence, told(d)));
    const least = FLOOR * Math.max(0, ...said);
    const above = counted.filter((_, i) => said[i] >= least);
    if (!latest) return above;
    const years = parts.reduce((/** @type {number} */ bits, /** @type {any} */ { terms }, /** @type {number} */ i) => (vb.numbers.looksLikeYear(terms[0]) ? bits | (1 << i) : bits), 0);
    const meant = some(some(above, (d) => (head[d] & years) === years), (d) => kind[d]);
    const right = some(meant, (d) => !(evidence.wrong[d] & told(d)));
    const most = Math.max(0, ...right.map((d) => evidence.said[d]));
    return some(right, (d) => evidence.said[d] >= TOGETHER * most);
  }

  /**
   * The documents, first those that hold a passage as it was typed where several hold every two of its words beside each other;
   * a query that names something is no passage.
   * @param {any} engine
   * @param {any} found
   * @param {number[]} documents
   * @param {number} limit
   * @param {any} ranking
   */
  async function standing(engine, { query, sure }, documents, limit, { features }) {
    const whole = documents.slice(0, limit).filter((d) => features.get(d)?.passage === 1);
    if (whole.length < 2 || sure.length || query.phrases.length) return documents;
    for (const document of documents.slice(0, limit)) engine.factsOf(document, "ahead"); // one of these stands first, all are shown
    return [...new Set([...(await vb.phrases.confirm(engine, whole, [query.words], 1)).sure, ...documents])];
  }

  /**
   * The documents that hold the quoted phrases; where none does, all of them as the nearest.
   * @param {any} engine
   * @param {any} found
   * @param {number[]} documents
   * @param {number} limit
   */
  async function confirmed(engine, found, documents, limit) {
    const phrases = found.query.phrases || [];
    if (!phrases.length || found.mode !== "all") return { documents, unsure: false, phrase: true };
    const held = await vb.phrases.confirm(engine, documents, phrases, limit);
    return held.documents.length ? { ...held, phrase: true } : { documents, unsure: false, phrase: false };
  }

  /**
   * The address of the one instrument that a query names, by its number or its name, where it stands first; else null. What is of
   * another year than was asked for is shown with that said, and not opened unseen.
   * @param {any} found
   * @param {Result[]} results
   */
  function directOf(found, results) {
    if (!results.length || found.otherYear) return null;
    const first = results[0].document;
    const sure = [...found.names].filter(([, worth]) => worth > NAMED);
    const one = vb.numbers.only(found.hits) === first || (sure.length === 1 && sure[0][0] === first);
    return one ? results[0].slug : null;
  }

  /**
   * The fields that narrowing, counting and sorting look at.
   * @param {any} options
   */
  function neededFields({ filters, facets, sort }) {
    const fields = vb.FACETS.filter((/** @type {string} */ facet) => filters[facet].length);
    if (facets) fields.push("nam");
    if (sort === "moi-nhat") fields.push("ngay");
    if (sort === "vien-dan") fields.push("dan");
    return fields;
  }

  /**
   * What is told of these documents, but for those whose facts could not be had.
   * @param {any} engine
   * @param {number[]} documents
   * @param {any} found
   * @param {any} ranking
   * @returns {Promise<Result[]>}
   */
  async function resultsOf(engine, documents, found, ranking) {
    const all = await Promise.all(documents.map((d) => engine.factsOf(d)));
    return documents.flatMap((document, i) => {
      if (!all[i]) return [];
      const [slug, type, number, title, date, body, level, held, citedBy, , leaf, now] = all[i];
      return [{ slug, type, number, title, date, body, now, level: engine.base.levels[level] || "", held: held === 1, citedBy, leaf, document,
        lacks: lacksOf(found, document), features: ranking.features.get(document) || {} }];
    });
  }

  /**
   * The words of the query that a document is known not to hold.
   * @param {any} found
   * @param {number} document
   */
  function lacksOf({ evidence, query, hits }, document) {
    if (!evidence || hits.get(document)?.full) return [];
    return evidence.parts.filter((/** @type {any} */ part, /** @type {number} */ i) => part.known && part.place >= 0 && !(evidence.real[document] & (1 << i)))
      .map((/** @type {any} */ part) => query.words[part.place].exact);
  }

  /**
   * A correction with the accents that the results have.
   * @param {any} correction
   * @param {Result[]} results
   */
  function asWritten({ official, ...correction }, results) {
    if (official) return correction;
    const seen = results.flatMap(({ type, title, body }) => vb.folding.words(`${type} ${title} ${body}`));
    const used = vb.folding.words(correction.used).map((/** @type {any} */ { exact, term }) =>
      (exact === term && seen.find((word) => word.term === term)?.exact) || exact);
    return { ...correction, used: used.join(" ") };
  }

  /**
   * The answer where nothing was looked for, partial where nothing could be.
   * @param {any} engine
   * @param {any} query
   * @param {boolean} partial
   * @returns {Answer}
   */
  const emptyAnswer = (engine, query, partial) => ({ results: [], begun: 0, engine, total: 0, like: 0, folded: 0, tier: "none", mode: "none", partial, unsure: false, corrections: [],
    direct: null, facets: [], filters: {}, query, unfiltered: 0, sort: "", otherYear: null, numbered: false });

  vb.answers = { answerOf, emptyAnswer, neededFields };
})((globalThis.VanBan = globalThis.VanBan || {}));
