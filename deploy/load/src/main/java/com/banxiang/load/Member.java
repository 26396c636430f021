package com.banxiang.load;

/**
 * Somebody who is logged in.
 *
 * @param address the client's own, which the door believes of a caller on this machine
 */
record Member(String token, String address) {}
