package io.exposures.quickstart.shop;

/**
 * Somebody who visits the shop.
 *
 * @param userid who
 * @param country where, as an ISO 3166 code
 * @param oldApp whether they use the version of the app that forgets to log the higher price
 * @param staff whether they work here, and may look at the shop as others see it
 */
record Shopper(String userid, String country, boolean oldApp, boolean staff) {}
