package com.banxiang.testkit.broken.unmarked;

/** Its package says nothing about absence. */
class Unmarked {}
