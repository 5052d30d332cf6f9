// @ts-check
/** What is told of an answer in words: how many documents there are and how they hold what was asked for. */
(function (/** @type {any} */ vb) {
  "use strict";

  /** @param {number} count */
  const written = (count) => `${count.toLocaleString("vi-VN")} văn bản`;

  /**
   * What a screen reader is told and the eye reads above the results.
   * @param {any} answer
   * @param {string} text
   */
  function summary(answer, text) {
    if (!answer.total && answer.partial) return "Chưa tìm được: dữ liệu tìm kiếm chưa tải về.";
    if (!answer.total) return text.trim() ? `Không tìm thấy văn bản nào cho “${text.trim()}”.` : "";
    const said = answer.corrections.filter((/** @type {any} */ c) => !c.offered).map((/** @type {any} */ c) =>
      (c.also ? `tìm thêm cả “${c.used}” cho “${c.typed}”` : `“${c.typed}” được hiểu là “${c.used}”`)).join("; ");
    const sentences = [found(answer), said && `${said[0].toUpperCase()}${said.slice(1)}.`, ofYear(answer), ofOrder(answer)];
    return sentences.filter(Boolean).join(" ");
  }

  /** @param {any} answer */
  function found(answer) {
    if (answer.unsure) return `Tìm thấy ${written(answer.total)} có thể chứa cụm từ này; những văn bản chắc chắn chứa xếp trước.`;
    if (answer.mode === "near") return `Không có văn bản nào chứa đủ các từ; ${written(answer.total)} gần nhất.`;
    if (answer.tier === "near") return `Không có văn bản nào có các từ này đứng liền nhau; ${written(answer.total)} có đủ các từ, gần nhau.`;
    if (answer.tier === "scattered") return `Không có văn bản nào có các từ này gần nhau; ${written(answer.total)} có đủ các từ ở những chỗ khác nhau.`;
    const start = answer.partial ? "Tìm thấy ít nhất" : "Tìm thấy";
    return answer.like ? `${start} ${written(answer.total)} và ${written(answer.like)} gần giống.` : `${start} ${written(answer.total)}.`;
  }

  /** @param {any} answer */
  const ofYear = ({ otherYear }) => (otherYear ? `Kho không có văn bản này của năm ${otherYear.asked}; gần nhất là năm ${otherYear.nearest}.` : "");

  /** @param {any} answer */
  function ofOrder({ query, sort }) {
    if (!query.latest || sort !== "moi-nhat") return "";
    const force = /hieu luc|hien/.test(vb.folding.fold(query.latest));
    return `Xếp văn bản mới nhất trước.${force ? " Trang không xác nhận văn bản nào còn hiệu lực." : ""}`;
  }

  vb.told = { summary };
})((globalThis.VanBan = globalThis.VanBan || {}));
