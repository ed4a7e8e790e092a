package dev.nightjar.model;

/** A loaded model of two classes. Thread-safe: scoring changes nothing. */
public interface Scorer {

  /** The probability of the positive class for each row, between 0 and 1. */
  double[] score(Matrix rows);
}
