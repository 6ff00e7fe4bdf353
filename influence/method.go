package influence

// Method tells the reader of a result what was measured and what was not.
const Method = `What this measures: evidence of dealings in the ledger, not capacity, and not what anybody intends. ` +
	`Each act that binds (forces, agreements, recognition, missions, aid, listings, sanctions) and that is asserted and not denied ` +
	`gives the other party a weight times the confidence of its surest report, once however many reports tell it. ` +
	`The weight halves with every half-life after the act's day, and is gone when an act ends it (forces withdrawn, an embassy closed, relations severed). ` +
	`Many acts of one kind between the same two parties count ever less. Breaches (sanctions, severed relations) lower what the partner has. ` +
	`A power's share is its part of all positive scores. A date that leaves several days open means the last of them, capped by publication; ` +
	`an undated act counts from its earliest publication, at a discount; a state of affairs holds at least from its report, and each report renews it. ` +
	`A power takes the lead when its share is larger by a margin. ` +
	`The band is the 5th to 95th percentile of the share when every weight and half-life is multiplied by a factor drawn between a half and two; ` +
	`a lead is sure where the power leads alone in at least 95 % of the draws. The band tells how far the weights decide; ` +
	`it does not cover what the ledger has not read. Who is not in the news is not seen. Opinions on influence are listed beside and never counted.

Compare: the Formal Bilateral Influence Capacity (FBIC) index of the Frederick S. Pardee Institute for International Futures, University of Denver ` +
	`(Moyer, Sweijs, Burrows and Van Manen, Power and Influence in a Globalized World, Atlantic Council 2018; ` +
	`Moyer, Meisel, Matthews, Bohl and Burrows, China-US Competition: Measuring Global Influence, Atlantic Council 2021) ` +
	`multiplies bandwidth, the volume of economic, political and security interactions of two states in a year, by dependence, how much the one relies on the other for them: ` +
	`it measures capacity, from yearly statistics such as trade, arms and aid, whether or not it is used. ` +
	`Ours has no statistics and no dependence; it dates single acts to the day and leads back to the words that report them.

Goldstein (A Conflict-Cooperation Scale for WEIS Events Data, Journal of Conflict Resolution 36, 1992, 369-385) ` +
	`gives every event a value from -10 to 10: how conflictual or cooperative it is. It measures the tone of a relation, not the hold in it: ` +
	`there an invasion is among the lowest values and a withdrawal among the highest, while here an occupier holds the country until it leaves.`
